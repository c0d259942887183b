"""Requests about declarations that were lodged"""

import sqlalchemy as sa
from alembic import op

from singlewindow.store.types import Moment, Packed


revision = '0004'
down_revision = '0003'


def upgrade() -> None:
    key = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
    op.create_table('case_request',
    sa.Column('id', key, nullable=False),
    sa.Column('case_id', key, nullable=False),
    sa.Column('kind', sa.String(length=16), nullable=False),
    sa.Column('state', sa.String(length=16), nullable=False),
    sa.Column('agency', sa.String(length=16), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('version', key, nullable=False),
    sa.Column('asked_by_id', key, nullable=False),
    sa.Column('asked_at', Moment(timezone=True), nullable=False),
    sa.Column('reason_code', sa.String(length=3), nullable=True),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('consent', sa.Text(), nullable=True),
    sa.Column('content_type', sa.String(length=70), nullable=True),
    sa.Column('profile', sa.String(length=35), nullable=True),
    sa.Column('raw', Packed(), nullable=True),
    sa.Column('document', sa.Text(), nullable=True),
    sa.Column('decision_number', key, nullable=False),
    sa.Column('revision', key, nullable=False),
    sa.Column('settled_by_id', key, nullable=True),
    sa.Column('settled_at', Moment(timezone=True), nullable=True),
    sa.Column('answer', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['asked_by_id'], ['account.id'], name=op.f('fk_case_request_asked_by_id_account')),
    sa.ForeignKeyConstraint(['case_id'], ['customs_case.id'], name=op.f('fk_case_request_case_id_customs_case')),
    sa.ForeignKeyConstraint(['settled_by_id'], ['account.id'], name=op.f('fk_case_request_settled_by_id_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_request'))
    )
    with op.batch_alter_table('case_request', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_case_request_agency_state_case_id'), ['agency', 'state', 'case_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_case_request_case_id_sha256'), ['case_id', 'sha256'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('case_request', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_case_request_case_id_sha256'))
        batch_op.drop_index(batch_op.f('ix_case_request_agency_state_case_id'))

    op.drop_table('case_request')

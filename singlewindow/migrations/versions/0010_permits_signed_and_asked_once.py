"""Permits: what is owed, the clock that stands, and an application that is sent once"""

import sqlalchemy as sa
from alembic import op

from singlewindow.store.types import Moment


revision = '0010'
down_revision = '0009'


def upgrade() -> None:
    key = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
    with op.batch_alter_table('permit', schema=None) as batch_op:
        batch_op.add_column(sa.Column('days_left', key, nullable=True))
        batch_op.add_column(sa.Column('fees', sa.Text(), server_default='[]', nullable=False))
        batch_op.add_column(sa.Column('request_key', sa.String(length=80), nullable=True))
        batch_op.add_column(sa.Column('request_sha256', sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column('issued_at', Moment(timezone=True), nullable=True))
        batch_op.create_unique_constraint(
            batch_op.f('uq_permit_holder_organisation_id_request_key'), ['holder_organisation_id', 'request_key']
        )
        batch_op.create_index(batch_op.f('ix_permit_status_changed_at'), ['status', 'changed_at'], unique=False)
    with op.batch_alter_table('serial', schema=None) as batch_op:
        batch_op.alter_column('office', existing_type=sa.String(length=17), type_=sa.String(length=35))
    with op.batch_alter_table('case_request', schema=None) as batch_op:
        batch_op.add_column(sa.Column('warnings', sa.Text(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table('case_request', schema=None) as batch_op:
        batch_op.drop_column('warnings')
    with op.batch_alter_table('serial', schema=None) as batch_op:
        batch_op.alter_column('office', existing_type=sa.String(length=35), type_=sa.String(length=17))
    with op.batch_alter_table('permit', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_permit_status_changed_at'))
        batch_op.drop_constraint(batch_op.f('uq_permit_holder_organisation_id_request_key'), type_='unique')
        for name in ('issued_at', 'request_sha256', 'request_key', 'fees', 'days_left'):
            batch_op.drop_column(name)

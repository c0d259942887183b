"""What agencies' own systems are asked, and what they say"""

import sqlalchemy as sa
from alembic import op

from singlewindow.store.types import Moment


revision = '0009'
down_revision = '0007'


def upgrade() -> None:
    key = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
    op.create_table('agency_ask',
    sa.Column('id', key, nullable=False),
    sa.Column('case_id', key, nullable=False),
    sa.Column('version', key, nullable=False),
    sa.Column('agency', sa.String(length=16), nullable=False),
    sa.Column('name', sa.String(length=70), nullable=False),
    sa.Column('items', sa.Text(), nullable=False),
    sa.Column('asked_at', Moment(timezone=True), nullable=False),
    sa.Column('tried_at', Moment(timezone=True), nullable=True),
    sa.Column('taken_at', Moment(timezone=True), nullable=True),
    sa.Column('error', sa.Text(), nullable=True),
    sa.Column('answered_at', Moment(timezone=True), nullable=True),
    sa.Column('said_at', Moment(timezone=True), nullable=True),
    sa.Column('withdrawn_at', Moment(timezone=True), nullable=True),
    sa.Column('because', sa.String(length=16), nullable=True),
    sa.Column('told_at', Moment(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['case_id'], ['customs_case.id'], name=op.f('fk_agency_ask_case_id_customs_case')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agency_ask')),
    sa.UniqueConstraint('name', name=op.f('uq_agency_ask_name'))
    )
    with op.batch_alter_table('agency_ask', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_agency_ask_case_id'), ['case_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_agency_ask_agency_withdrawn_at_answered_at'), ['agency', 'withdrawn_at', 'answered_at'], unique=False)
    op.create_table('agency_reply',
    sa.Column('id', key, nullable=False),
    sa.Column('ask_id', key, nullable=False),
    sa.Column('agency', sa.String(length=16), nullable=False),
    sa.Column('name', sa.String(length=70), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('signed', sa.Text(), nullable=False),
    sa.Column('received_at', Moment(timezone=True), nullable=False),
    sa.Column('document', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['ask_id'], ['agency_ask.id'], name=op.f('fk_agency_reply_ask_id_agency_ask')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agency_reply')),
    sa.UniqueConstraint('agency', 'name', name=op.f('uq_agency_reply_agency_name'))
    )
    with op.batch_alter_table('agency_reply', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_agency_reply_ask_id'), ['ask_id'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('agency_reply', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_agency_reply_ask_id'))

    op.drop_table('agency_reply')
    with op.batch_alter_table('agency_ask', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_agency_ask_agency_withdrawn_at_answered_at'))
        batch_op.drop_index(batch_op.f('ix_agency_ask_case_id'))

    op.drop_table('agency_ask')

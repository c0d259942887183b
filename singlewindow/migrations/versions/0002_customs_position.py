"""Customs' position of a case, conditions discharged, items released apart"""

import sqlalchemy as sa
from alembic import op

from singlewindow.store.types import Exact, Key, Moment


revision = '0002'
down_revision = '0001'


def upgrade() -> None:
    op.create_table('customs_position',
    sa.Column('case_id', Key, autoincrement=False, nullable=False),
    sa.Column('arrive_by', sa.Date(), nullable=True),
    sa.Column('arrived_at', Moment(timezone=True), nullable=True),
    sa.Column('duty', sa.String(length=16), nullable=False),
    sa.Column('security_kind', sa.String(length=16), nullable=True),
    sa.Column('security_amount', Exact(), nullable=True),
    sa.Column('security_currency', sa.String(length=3), nullable=True),
    sa.Column('security_reference', sa.String(length=70), nullable=True),
    sa.Column('security_returned_at', Moment(timezone=True), nullable=True),
    sa.Column('cancelled_at', Moment(timezone=True), nullable=True),
    sa.Column('expired_at', Moment(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['case_id'], ['customs_case.id'], name=op.f('fk_customs_position_case_id_customs_case')),
    sa.PrimaryKeyConstraint('case_id', name=op.f('pk_customs_position'))
    )
    op.create_table('condition_discharge',
    sa.Column('id', Key, nullable=False),
    sa.Column('case_id', Key, nullable=False),
    sa.Column('agency', sa.String(length=16), nullable=False),
    sa.Column('item', Key, nullable=False),
    sa.Column('condition', sa.Text(), nullable=False),
    sa.Column('discharged_by_id', Key, nullable=False),
    sa.Column('discharged_at', Moment(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['customs_case.id'], name=op.f('fk_condition_discharge_case_id_customs_case')),
    sa.ForeignKeyConstraint(['discharged_by_id'], ['account.id'], name=op.f('fk_condition_discharge_discharged_by_id_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_condition_discharge'))
    )
    with op.batch_alter_table('condition_discharge', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_condition_discharge_case_id'), ['case_id'], unique=False)

    op.create_table('item_release',
    sa.Column('case_id', Key, autoincrement=False, nullable=False),
    sa.Column('item', Key, autoincrement=False, nullable=False),
    sa.Column('released_by_id', Key, nullable=False),
    sa.Column('released_at', Moment(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['customs_case.id'], name=op.f('fk_item_release_case_id_customs_case')),
    sa.ForeignKeyConstraint(['released_by_id'], ['account.id'], name=op.f('fk_item_release_released_by_id_account')),
    sa.PrimaryKeyConstraint('case_id', 'item', name=op.f('pk_item_release'))
    )


def downgrade() -> None:
    op.drop_table('item_release')
    op.drop_table('condition_discharge')
    op.drop_table('customs_position')

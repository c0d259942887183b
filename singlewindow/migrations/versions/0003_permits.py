"""Permits, their history, and the ledger of what shipments draw"""

import sqlalchemy as sa
from alembic import op

from singlewindow.store.types import Exact, Moment


revision = '0003'
down_revision = '0002'


def upgrade() -> None:
    op.create_table('permit',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('number', sa.String(length=35), nullable=False),
    sa.Column('agency', sa.String(length=16), nullable=False),
    sa.Column('requirement', sa.String(length=17), nullable=False),
    sa.Column('kind', sa.String(length=16), nullable=False),
    sa.Column('status', sa.String(length=16), nullable=False),
    sa.Column('holder_organisation_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('applied_by_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('officer_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('approved_by_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('countersigned_by_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('copied_from_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('title', sa.String(length=350), nullable=False),
    sa.Column('goods', sa.String(length=256), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('terms', sa.Text(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('case_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('created_at', Moment(timezone=True), nullable=False),
    sa.Column('changed_at', Moment(timezone=True), nullable=False),
    sa.Column('revision', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.ForeignKeyConstraint(['applied_by_id'], ['account.id'], name=op.f('fk_permit_applied_by_id_account')),
    sa.ForeignKeyConstraint(['approved_by_id'], ['account.id'], name=op.f('fk_permit_approved_by_id_account')),
    sa.ForeignKeyConstraint(['case_id'], ['customs_case.id'], name=op.f('fk_permit_case_id_customs_case')),
    sa.ForeignKeyConstraint(['countersigned_by_id'], ['account.id'], name=op.f('fk_permit_countersigned_by_id_account')),
    sa.ForeignKeyConstraint(['copied_from_id'], ['permit.id'], name=op.f('fk_permit_copied_from_id_permit')),
    sa.ForeignKeyConstraint(['holder_organisation_id'], ['organisation.id'], name=op.f('fk_permit_holder_organisation_id_organisation')),
    sa.ForeignKeyConstraint(['officer_id'], ['account.id'], name=op.f('fk_permit_officer_id_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_permit')),
    sa.UniqueConstraint('number', name=op.f('uq_permit_number'))
    )
    with op.batch_alter_table('permit', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_permit_agency_status_id'), ['agency', 'status', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_permit_holder_organisation_id_id'), ['holder_organisation_id', 'id'], unique=False)

    op.create_table('permit_event',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('permit_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('number', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('at', Moment(timezone=True), nullable=False),
    sa.Column('actor', sa.String(length=280), nullable=False),
    sa.Column('event', sa.String(length=35), nullable=False),
    sa.Column('data', sa.Text(), nullable=False),
    sa.Column('previous_hash', sa.String(length=64), nullable=False),
    sa.Column('hash', sa.String(length=64), nullable=False),
    sa.ForeignKeyConstraint(['permit_id'], ['permit.id'], name=op.f('fk_permit_event_permit_id_permit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_permit_event')),
    sa.UniqueConstraint('permit_id', 'number', name=op.f('uq_permit_event_permit_id_number'))
    )
    op.create_table('permit_ledger',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('permit_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('number', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('at', Moment(timezone=True), nullable=False),
    sa.Column('kind', sa.String(length=16), nullable=False),
    sa.Column('change', Exact(), nullable=False),
    sa.Column('held', Exact(), nullable=False),
    sa.Column('balance', Exact(), nullable=False),
    sa.Column('case_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('item', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('actor', sa.String(length=280), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['customs_case.id'], name=op.f('fk_permit_ledger_case_id_customs_case')),
    sa.ForeignKeyConstraint(['permit_id'], ['permit.id'], name=op.f('fk_permit_ledger_permit_id_permit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_permit_ledger')),
    sa.UniqueConstraint('permit_id', 'number', name=op.f('uq_permit_ledger_permit_id_number'))
    )
    with op.batch_alter_table('permit_ledger', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_permit_ledger_case_id'), ['case_id'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('permit_ledger', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_permit_ledger_case_id'))

    op.drop_table('permit_ledger')
    op.drop_table('permit_event')
    with op.batch_alter_table('permit', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_permit_holder_organisation_id_id'))
        batch_op.drop_index(batch_op.f('ix_permit_agency_status_id'))

    op.drop_table('permit')

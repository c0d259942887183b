"""Proposals to countersign, overdue answers, settled conflicts, and reviews"""

import sqlalchemy as sa
from alembic import op

from singlewindow.store.types import Moment


revision = '0007'
down_revision = '0005'


def upgrade() -> None:
    key = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
    op.create_table('proposal',
    sa.Column('id', key, nullable=False),
    sa.Column('case_id', key, nullable=False),
    sa.Column('agency', sa.String(length=16), nullable=False),
    sa.Column('item', key, nullable=False),
    sa.Column('state', sa.String(length=16), nullable=False),
    sa.Column('document', sa.Text(), nullable=False),
    sa.Column('proposed_by_id', key, nullable=False),
    sa.Column('proposed_at', Moment(timezone=True), nullable=False),
    sa.Column('settled_by_id', key, nullable=True),
    sa.Column('settled_at', Moment(timezone=True), nullable=True),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['case_id'], ['customs_case.id'], name=op.f('fk_proposal_case_id_customs_case')),
    sa.ForeignKeyConstraint(['proposed_by_id'], ['account.id'], name=op.f('fk_proposal_proposed_by_id_account')),
    sa.ForeignKeyConstraint(['settled_by_id'], ['account.id'], name=op.f('fk_proposal_settled_by_id_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_proposal'))
    )
    op.create_index(op.f('ix_proposal_case_id_agency_state'), 'proposal', ['case_id', 'agency', 'state'], unique=False)

    op.create_table('escalation',
    sa.Column('id', key, nullable=False),
    sa.Column('case_id', key, nullable=False),
    sa.Column('agency', sa.String(length=16), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('escalated_at', Moment(timezone=True), nullable=False),
    sa.Column('taken_by_id', key, nullable=True),
    sa.Column('taken_at', Moment(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['case_id'], ['customs_case.id'], name=op.f('fk_escalation_case_id_customs_case')),
    sa.ForeignKeyConstraint(['taken_by_id'], ['account.id'], name=op.f('fk_escalation_taken_by_id_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_escalation')),
    sa.UniqueConstraint('case_id', 'agency', name=op.f('uq_escalation_case_id_agency'))
    )

    op.create_table('conflict_settlement',
    sa.Column('id', key, nullable=False),
    sa.Column('case_id', key, nullable=False),
    sa.Column('item', key, nullable=False),
    sa.Column('agency', sa.String(length=16), nullable=False),
    sa.Column('agencies_aside', sa.String(length=140), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('last_verdict_id', key, nullable=False),
    sa.Column('settled_by_id', key, nullable=False),
    sa.Column('settled_at', Moment(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['customs_case.id'], name=op.f('fk_conflict_settlement_case_id_customs_case')),
    sa.ForeignKeyConstraint(['settled_by_id'], ['account.id'], name=op.f('fk_conflict_settlement_settled_by_id_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_conflict_settlement'))
    )
    op.create_index(op.f('ix_conflict_settlement_case_id'), 'conflict_settlement', ['case_id'], unique=False)

    op.create_table('review',
    sa.Column('id', key, nullable=False),
    sa.Column('case_id', key, nullable=False),
    sa.Column('agency', sa.String(length=16), nullable=False),
    sa.Column('items', sa.Text(), nullable=False),
    sa.Column('request_id', key, nullable=True),
    sa.Column('grounds', sa.Text(), nullable=False),
    sa.Column('state', sa.String(length=16), nullable=False),
    sa.Column('asked_by_id', key, nullable=False),
    sa.Column('asked_at', Moment(timezone=True), nullable=False),
    sa.Column('decided_by_id', key, nullable=True),
    sa.Column('decided_at', Moment(timezone=True), nullable=True),
    sa.Column('answer', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['asked_by_id'], ['account.id'], name=op.f('fk_review_asked_by_id_account')),
    sa.ForeignKeyConstraint(['case_id'], ['customs_case.id'], name=op.f('fk_review_case_id_customs_case')),
    sa.ForeignKeyConstraint(['decided_by_id'], ['account.id'], name=op.f('fk_review_decided_by_id_account')),
    sa.ForeignKeyConstraint(['request_id'], ['case_request.id'], name=op.f('fk_review_request_id_case_request')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_review'))
    )
    op.create_index(op.f('ix_review_case_id_state'), 'review', ['case_id', 'state'], unique=False)
    op.create_index(op.f('ix_review_agency_state_case_id'), 'review', ['agency', 'state', 'case_id'], unique=False)


def downgrade() -> None:
    op.drop_table('review')
    op.drop_table('conflict_settlement')
    op.drop_table('escalation')
    op.drop_table('proposal')

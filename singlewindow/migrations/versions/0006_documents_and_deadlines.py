"""Documents attached to cases, and what questions ask for, until when"""

import sqlalchemy as sa
from alembic import op

from singlewindow.store.types import Moment


revision = '0006'
down_revision = '0010'


def upgrade() -> None:
    key = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
    with op.batch_alter_table('question', schema=None) as batch_op:
        batch_op.add_column(sa.Column('kind', sa.String(length=16), nullable=False, server_default='question'))
        batch_op.add_column(sa.Column('answer_by', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('closed_at', Moment(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('thread_id', key, nullable=True))
        batch_op.create_foreign_key(op.f('fk_question_thread_id_question'), 'question', ['thread_id'], ['id'])
    op.create_table('attachment',
    sa.Column('id', key, nullable=False),
    sa.Column('case_id', key, nullable=False),
    sa.Column('question_id', key, nullable=True),
    sa.Column('name', sa.String(length=140), nullable=False),
    sa.Column('content_type', sa.String(length=70), nullable=False),
    sa.Column('size', key, nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('type_code', sa.String(length=3), nullable=True),
    sa.Column('document_id', sa.String(length=70), nullable=True),
    sa.Column('items', sa.Text(), nullable=False),
    sa.Column('certificate', sa.Text(), nullable=True),
    sa.Column('attached_by_id', key, nullable=False),
    sa.Column('attached_at', Moment(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['attached_by_id'], ['account.id'], name=op.f('fk_attachment_attached_by_id_account')),
    sa.ForeignKeyConstraint(['case_id'], ['customs_case.id'], name=op.f('fk_attachment_case_id_customs_case')),
    sa.ForeignKeyConstraint(['question_id'], ['question.id'], name=op.f('fk_attachment_question_id_question')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attachment'))
    )
    with op.batch_alter_table('attachment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_attachment_case_id_id'), ['case_id', 'id'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('attachment', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_attachment_case_id_id'))

    op.drop_table('attachment')
    with op.batch_alter_table('question', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_question_thread_id_question'), type_='foreignkey')
        batch_op.drop_column('thread_id')
        batch_op.drop_column('closed_at')
        batch_op.drop_column('answer_by')
        batch_op.drop_column('kind')

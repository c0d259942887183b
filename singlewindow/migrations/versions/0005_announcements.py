"""Announcements, how people want to be told, and webhooks of more than decisions"""

import sqlalchemy as sa
from alembic import op

from singlewindow.store.types import Key, Moment


revision = '0005'
down_revision = '0004'


def upgrade() -> None:
    op.create_table('announcement',
    sa.Column('id', Key, nullable=False),
    sa.Column('recipient_kind', sa.String(length=16), nullable=False),
    sa.Column('recipient', sa.String(length=254), nullable=False),
    sa.Column('role', sa.String(length=35), nullable=False),
    sa.Column('key', sa.String(length=140), nullable=False),
    sa.Column('event', sa.String(length=35), nullable=False),
    sa.Column('data', sa.Text(), nullable=False),
    sa.Column('case_id', Key, nullable=True),
    sa.Column('permit_id', Key, nullable=True),
    sa.Column('announced_at', Moment(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['customs_case.id'], name=op.f('fk_announcement_case_id_customs_case')),
    sa.ForeignKeyConstraint(['permit_id'], ['permit.id'], name=op.f('fk_announcement_permit_id_permit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_announcement')),
    sa.UniqueConstraint('recipient_kind', 'recipient', 'role', 'key', name=op.f('uq_announcement_recipient_kind_recipient_role_key'))
    )
    op.create_table('notice_choice',
    sa.Column('account_id', Key, autoincrement=False, nullable=False),
    sa.Column('language', sa.String(length=8), nullable=False),
    sa.Column('email', sa.Boolean(), nullable=False),
    sa.Column('sms', sa.Boolean(), nullable=False),
    sa.Column('phone', sa.String(length=16), nullable=False),
    sa.Column('changed_at', Moment(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_notice_choice_account_id_account')),
    sa.PrimaryKeyConstraint('account_id', name=op.f('pk_notice_choice'))
    )
    op.create_table('notice_message',
    sa.Column('id', Key, nullable=False),
    sa.Column('announcement_id', Key, nullable=False),
    sa.Column('channel', sa.String(length=8), nullable=False),
    sa.Column('address', sa.String(length=254), nullable=False),
    sa.Column('account_id', Key, nullable=True),
    sa.Column('created_at', Moment(timezone=True), nullable=False),
    sa.Column('sent_at', Moment(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_notice_message_account_id_account')),
    sa.ForeignKeyConstraint(['announcement_id'], ['announcement.id'], name=op.f('fk_notice_message_announcement_id_announcement')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_notice_message')),
    sa.UniqueConstraint('announcement_id', 'channel', 'address', name=op.f('uq_notice_message_announcement_id_channel_address'))
    )
    _carry_notices_over()
    with op.batch_alter_table('notice', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_notice_organisation_id_read_at'), ['organisation_id', 'read_at'], unique=False)
    with op.batch_alter_table('webhook_delivery', schema=None) as batch_op:
        batch_op.add_column(sa.Column('announcement_id', Key, nullable=True))
        batch_op.add_column(sa.Column('tries', Key, nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('tried_at', Moment(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('error', sa.Text(), nullable=True))
        batch_op.alter_column('case_id', existing_type=Key, nullable=True)
        batch_op.alter_column('decision_number', existing_type=Key, nullable=True)
        batch_op.create_foreign_key(batch_op.f('fk_webhook_delivery_announcement_id_announcement'), 'announcement', ['announcement_id'], ['id'])
        batch_op.create_unique_constraint(batch_op.f('uq_webhook_delivery_endpoint_id_announcement_id'), ['endpoint_id', 'announcement_id'])
        batch_op.create_index(batch_op.f('ix_webhook_delivery_endpoint_id'), ['endpoint_id'], unique=False)
    with op.batch_alter_table('webhook_delivery', schema=None) as batch_op:
        batch_op.alter_column('tries', existing_type=Key, existing_nullable=False, server_default=None)


def _carry_notices_over() -> None:
    """Each notice becomes an announcement in the words that it had, and the row in the inbox points to it."""
    as_json = 'json_object' if op.get_bind().dialect.name == 'sqlite' else 'json_build_object'
    op.execute(
        "INSERT INTO announcement (recipient_kind, recipient, role, key, event, data, case_id, announced_at) "
        "SELECT 'organisation', CAST(organisation_id AS VARCHAR), '', 'notice ' || CAST(id AS VARCHAR), 'written', "
        f"CAST({as_json}('text', text) AS VARCHAR), case_id, created_at FROM notice"
    )
    with op.batch_alter_table('notice', schema=None) as batch_op:
        batch_op.add_column(sa.Column('announcement_id', Key, nullable=True))
        batch_op.add_column(sa.Column('role', sa.String(length=35), nullable=False, server_default=''))
    op.execute(
        "UPDATE notice SET announcement_id = "
        "(SELECT id FROM announcement WHERE recipient_kind = 'organisation' AND role = '' "
        "AND recipient = CAST(notice.organisation_id AS VARCHAR) "
        "AND announcement.key = 'notice ' || CAST(notice.id AS VARCHAR))"
    )
    with op.batch_alter_table('notice', schema=None) as batch_op:
        batch_op.drop_constraint('uq_notice_organisation_id_case_id_decision_number', type_='unique')
        batch_op.drop_constraint('fk_notice_case_id_customs_case', type_='foreignkey')
        batch_op.drop_column('case_id')
        batch_op.drop_column('decision_number')
        batch_op.drop_column('text')
        batch_op.alter_column('announcement_id', existing_type=Key, nullable=False)
        batch_op.alter_column('role', existing_type=sa.String(length=35), existing_nullable=False, server_default=None)
        batch_op.create_foreign_key(batch_op.f('fk_notice_announcement_id_announcement'), 'announcement', ['announcement_id'], ['id'])
        batch_op.create_unique_constraint(batch_op.f('uq_notice_organisation_id_announcement_id'), ['organisation_id', 'announcement_id'])


def downgrade() -> None:
    """The notices' words are kept; what was told of permits and in other ways is not: the tables had no place for it."""
    bind = op.get_bind()
    as_text = "json_extract(data, '$.text')" if bind.dialect.name == 'sqlite' else "(data::json ->> 'text')"
    op.drop_table('notice_message')
    op.drop_table('notice_choice')
    op.execute('DELETE FROM webhook_delivery WHERE case_id IS NULL OR decision_number IS NULL')
    with op.batch_alter_table('webhook_delivery', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_webhook_delivery_endpoint_id'))
        batch_op.drop_constraint(batch_op.f('uq_webhook_delivery_endpoint_id_announcement_id'), type_='unique')
        batch_op.drop_constraint(batch_op.f('fk_webhook_delivery_announcement_id_announcement'), type_='foreignkey')
        for column in ('announcement_id', 'tries', 'tried_at', 'error'):
            batch_op.drop_column(column)
        batch_op.alter_column('case_id', existing_type=Key, nullable=False)
        batch_op.alter_column('decision_number', existing_type=Key, nullable=False)
    op.execute("DELETE FROM notice WHERE announcement_id IN (SELECT id FROM announcement WHERE case_id IS NULL)")
    with op.batch_alter_table('notice', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_notice_organisation_id_read_at'))
        batch_op.add_column(sa.Column('case_id', Key, nullable=True))
        batch_op.add_column(sa.Column('decision_number', Key, nullable=True))
        batch_op.add_column(sa.Column('text', sa.Text(), nullable=True))
    told = f"SELECT coalesce({as_text}, event) FROM announcement WHERE announcement.id = notice.announcement_id"
    op.execute(
        "UPDATE notice SET decision_number = id, "
        "case_id = (SELECT case_id FROM announcement WHERE announcement.id = notice.announcement_id), "
        f"text = ({told})"
    )
    with op.batch_alter_table('notice', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('uq_notice_organisation_id_announcement_id'), type_='unique')
        batch_op.drop_constraint(batch_op.f('fk_notice_announcement_id_announcement'), type_='foreignkey')
        batch_op.drop_column('announcement_id')
        batch_op.drop_column('role')
        for column, kind in (('case_id', Key), ('decision_number', Key), ('text', sa.Text())):
            batch_op.alter_column(column, existing_type=kind, nullable=False)
        batch_op.create_foreign_key('fk_notice_case_id_customs_case', 'customs_case', ['case_id'], ['id'])
        batch_op.create_unique_constraint('uq_notice_organisation_id_case_id_decision_number', ['organisation_id', 'case_id', 'decision_number'])
    op.drop_table('announcement')

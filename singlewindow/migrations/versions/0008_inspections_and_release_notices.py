"""Inspections, keepers of goods locations, and release notices"""

import sqlalchemy as sa
from alembic import op

from singlewindow.store.types import Exact, Key, Moment


revision = '0008'
down_revision = '0006'


def upgrade() -> None:
    op.create_table(
        "keeper_location",
        sa.Column("location", sa.String(length=17), nullable=False),
        sa.Column("organisation_id", Key, nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_keeper_location_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("location", name=op.f("pk_keeper_location")),
    )
    with op.batch_alter_table("keeper_location", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_keeper_location_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "inspection",
        sa.Column("id", Key, nullable=False),
        sa.Column("case_id", Key, nullable=False),
        sa.Column("number", Key, nullable=False),
        sa.Column("place", sa.String(length=17), nullable=False),
        sa.Column("starts_at", Moment(timezone=True), nullable=False),
        sa.Column("containers", sa.Text(), nullable=False),
        sa.Column("packages", sa.String(length=140), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("set_by_id", Key, nullable=False),
        sa.Column("set_at", Moment(timezone=True), nullable=False),
        sa.Column("other_time", sa.Text(), nullable=True),
        sa.Column("closed_at", Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["customs_case.id"], name=op.f("fk_inspection_case_id_customs_case")),
        sa.ForeignKeyConstraint(["set_by_id"], ["account.id"], name=op.f("fk_inspection_set_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection")),
        sa.UniqueConstraint("case_id", "number", name=op.f("uq_inspection_case_id_number")),
    )
    with op.batch_alter_table("inspection", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inspection_closed_at_starts_at"), ["closed_at", "starts_at"], unique=False)

    op.create_table(
        "release_notice",
        sa.Column("id", Key, nullable=False),
        sa.Column("case_id", Key, nullable=False),
        sa.Column("number", Key, nullable=False),
        sa.Column("location", sa.String(length=17), nullable=False),
        sa.Column("items", sa.Text(), nullable=False),
        sa.Column("containers", sa.Text(), nullable=False),
        sa.Column("packages", sa.String(length=280), nullable=False),
        sa.Column("marks", sa.Text(), nullable=False),
        sa.Column("released_at", Moment(timezone=True), nullable=False),
        sa.Column("withdrawn_at", Moment(timezone=True), nullable=True),
        sa.Column("left_at", Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["customs_case.id"], name=op.f("fk_release_notice_case_id_customs_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release_notice")),
        sa.UniqueConstraint("case_id", "number", name=op.f("uq_release_notice_case_id_number")),
    )
    with op.batch_alter_table("release_notice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_release_notice_location_id"), ["location", "id"], unique=False)

    op.create_table(
        "release_party",
        sa.Column("id", Key, nullable=False),
        sa.Column("case_id", Key, nullable=False),
        sa.Column("name", sa.String(length=140), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("code", sa.String(length=35), nullable=True),
        sa.Column("organisation_id", Key, nullable=True),
        sa.Column("named_by_id", Key, nullable=False),
        sa.Column("named_at", Moment(timezone=True), nullable=False),
        sa.Column("dropped_at", Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["customs_case.id"], name=op.f("fk_release_party_case_id_customs_case")),
        sa.ForeignKeyConstraint(["named_by_id"], ["account.id"], name=op.f("fk_release_party_named_by_id_account")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_release_party_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release_party")),
    )
    with op.batch_alter_table("release_party", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_release_party_case_id"), ["case_id"], unique=False)

    op.create_table(
        "gate_out",
        sa.Column("id", Key, nullable=False),
        sa.Column("release_notice_id", Key, nullable=False),
        sa.Column("containers", sa.Text(), nullable=False),
        sa.Column("vehicle", sa.String(length=70), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("confirmed_by_id", Key, nullable=False),
        sa.Column("left_at", Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["confirmed_by_id"], ["account.id"], name=op.f("fk_gate_out_confirmed_by_id_account")),
        sa.ForeignKeyConstraint(
            ["release_notice_id"], ["release_notice.id"], name=op.f("fk_gate_out_release_notice_id_release_notice")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gate_out")),
    )
    with op.batch_alter_table("gate_out", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_gate_out_release_notice_id"), ["release_notice_id"], unique=False)

    op.create_table(
        "inspection_absence",
        sa.Column("inspection_id", Key, autoincrement=False, nullable=False),
        sa.Column("agency", sa.String(length=16), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("recorded_by_id", Key, nullable=False),
        sa.Column("recorded_at", Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["inspection_id"], ["inspection.id"], name=op.f("fk_inspection_absence_inspection_id_inspection")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["account.id"], name=op.f("fk_inspection_absence_recorded_by_id_account")
        ),
        sa.PrimaryKeyConstraint("inspection_id", "agency", name=op.f("pk_inspection_absence")),
    )
    op.create_table(
        "inspection_finding",
        sa.Column("id", Key, nullable=False),
        sa.Column("inspection_id", Key, nullable=False),
        sa.Column("agency", sa.String(length=16), nullable=False),
        sa.Column("item", Key, nullable=False),
        sa.Column("result", sa.String(length=16), nullable=False),
        sa.Column("quantity", Exact(), nullable=True),
        sa.Column("unit", sa.String(length=3), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("found_by_id", Key, nullable=False),
        sa.Column("found_at", Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["found_by_id"], ["account.id"], name=op.f("fk_inspection_finding_found_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["inspection_id"], ["inspection.id"], name=op.f("fk_inspection_finding_inspection_id_inspection")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_finding")),
    )
    with op.batch_alter_table("inspection_finding", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inspection_finding_inspection_id"), ["inspection_id"], unique=False)

    op.create_table(
        "inspection_sample",
        sa.Column("id", Key, nullable=False),
        sa.Column("case_id", Key, nullable=False),
        sa.Column("inspection_id", Key, nullable=False),
        sa.Column("agency", sa.String(length=16), nullable=False),
        sa.Column("item", Key, nullable=False),
        sa.Column("version", Key, nullable=False),
        sa.Column("number", sa.String(length=35), nullable=False),
        sa.Column("laboratory", sa.String(length=140), nullable=False),
        sa.Column("fee", Exact(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("taken_by_id", Key, nullable=False),
        sa.Column("taken_at", Moment(timezone=True), nullable=False),
        sa.Column("result", sa.String(length=8), nullable=True),
        sa.Column("value", Exact(), nullable=True),
        sa.Column("unit", sa.String(length=35), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("result_by_id", Key, nullable=True),
        sa.Column("result_at", Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["customs_case.id"], name=op.f("fk_inspection_sample_case_id_customs_case")
        ),
        sa.ForeignKeyConstraint(
            ["inspection_id"], ["inspection.id"], name=op.f("fk_inspection_sample_inspection_id_inspection")
        ),
        sa.ForeignKeyConstraint(
            ["result_by_id"], ["account.id"], name=op.f("fk_inspection_sample_result_by_id_account")
        ),
        sa.ForeignKeyConstraint(["taken_by_id"], ["account.id"], name=op.f("fk_inspection_sample_taken_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_sample")),
        sa.UniqueConstraint(
            "case_id", "agency", "number", "item", name=op.f("uq_inspection_sample_case_id_agency_number_item")
        ),
    )
    with op.batch_alter_table("inspection_sample", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inspection_sample_case_id"), ["case_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("inspection_sample", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_inspection_sample_case_id"))

    op.drop_table("inspection_sample")
    with op.batch_alter_table("inspection_finding", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_inspection_finding_inspection_id"))

    op.drop_table("inspection_finding")
    op.drop_table("inspection_absence")
    with op.batch_alter_table("gate_out", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_gate_out_release_notice_id"))

    op.drop_table("gate_out")
    with op.batch_alter_table("release_party", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_release_party_case_id"))

    op.drop_table("release_party")
    with op.batch_alter_table("release_notice", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_release_notice_location_id"))

    op.drop_table("release_notice")
    with op.batch_alter_table("inspection", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_inspection_closed_at_starts_at"))

    op.drop_table("inspection")
    with op.batch_alter_table("keeper_location", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_keeper_location_organisation_id"))

    op.drop_table("keeper_location")

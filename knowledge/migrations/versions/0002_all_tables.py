"""all tables."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "attribute_changes",
        sa.Column("partner_id", sa.Text(), nullable=False),
        sa.Column("attribute", sa.String(), nullable=False),
        sa.Column("changed_on", sa.Date(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("partner_id", "attribute", "changed_on", name=op.f("pk_attribute_changes")),
    )
    op.create_table(
        "commissions",
        sa.Column("commission_id", sa.Text(), nullable=False),
        sa.Column("partner_id", sa.Text(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("deal_id", sa.Text(), nullable=True),
        sa.Column("amount", sa.Float(), nullable=False),
        sa.Column("currency", sa.String(), nullable=True),
        sa.Column("status", sa.String(), nullable=True),
        sa.Column("hold_reason", sa.Text(), nullable=True),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("invoice", sa.Text(), nullable=True),
        sa.Column("amount_base", sa.Float(), nullable=True),
        sa.Column("period_ends_on", sa.Date(), nullable=True),
        sa.Column("source_partner_id", sa.Text(), nullable=True),
        sa.Column("attributes", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("commission_id", name=op.f("pk_commissions")),
    )
    with op.batch_alter_table("commissions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_commissions_deal_id"), ["deal_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_commissions_partner_id"), ["partner_id"], unique=False)

    op.create_table(
        "costs",
        sa.Column("cost_id", sa.Text(), nullable=False),
        sa.Column("partner_id", sa.Text(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("amount", sa.Float(), nullable=False),
        sa.Column("currency", sa.String(), nullable=True),
        sa.Column("amount_base", sa.Float(), nullable=True),
        sa.Column("source_partner_id", sa.Text(), nullable=True),
        sa.Column("attributes", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("cost_id", name=op.f("pk_costs")),
    )
    with op.batch_alter_table("costs", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_costs_partner_id"), ["partner_id"], unique=False)

    op.create_table(
        "import_runs",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("folder", sa.Text(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.Column("through", sa.Date(), nullable=True),
        sa.Column("rows_in", sa.Integer(), nullable=False),
        sa.Column("rows_changed", sa.Integer(), nullable=False),
        sa.Column("rows_rejected", sa.Integer(), nullable=False),
        sa.Column("files_out", sa.Integer(), nullable=False),
        sa.Column("problems", sa.JSON(), nullable=False),
        sa.Column("steps", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("run_id", name=op.f("pk_import_runs")),
    )
    op.create_table(
        "levels",
        sa.Column("program_level", sa.Text(), nullable=False),
        sa.Column("requirements", sa.JSON(), nullable=True),
        sa.Column("benefits", sa.Text(), nullable=True),
        sa.Column("attributes", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("program_level", name=op.f("pk_levels")),
    )
    op.create_table(
        "merged_partners",
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.Column("partner_id", sa.Text(), nullable=False),
        sa.Column("row", sa.JSON(), nullable=False),
        sa.Column("filled", sa.JSON(), nullable=False),
        sa.Column("moved", sa.JSON(), nullable=False),
        sa.Column("merged_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("source_id", name=op.f("pk_merged_partners")),
    )
    with op.batch_alter_table("merged_partners", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_merged_partners_partner_id"), ["partner_id"], unique=False)

    op.create_table(
        "offers",
        sa.Column("offer_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("sectors", sa.JSON(), nullable=True),
        sa.Column("technologies", sa.JSON(), nullable=True),
        sa.Column("tiers", sa.JSON(), nullable=True),
        sa.Column("link", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("attributes", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("offer_id", name=op.f("pk_offers")),
    )
    op.create_table(
        "partner_matches",
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.Column("partner_id", sa.Text(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("source_id", "partner_id", name=op.f("pk_partner_matches")),
    )
    op.create_table(
        "projects",
        sa.Column("project_id", sa.Text(), nullable=False),
        sa.Column("partner_id", sa.Text(), nullable=False),
        sa.Column("customer", sa.Text(), nullable=True),
        sa.Column("sector", sa.Text(), nullable=True),
        sa.Column("technology", sa.Text(), nullable=True),
        sa.Column("promised_on", sa.Date(), nullable=True),
        sa.Column("delivered_on", sa.Date(), nullable=True),
        sa.Column("value", sa.Float(), nullable=True),
        sa.Column("currency", sa.String(), nullable=True),
        sa.Column("rating", sa.Float(), nullable=True),
        sa.Column("people", sa.JSON(), nullable=True),
        sa.Column("value_base", sa.Float(), nullable=True),
        sa.Column("source_partner_id", sa.Text(), nullable=True),
        sa.Column("attributes", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("project_id", name=op.f("pk_projects")),
    )
    with op.batch_alter_table("projects", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_projects_partner_id"), ["partner_id"], unique=False)

    op.create_table(
        "snapshots",
        sa.Column("partner_id", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("policy", sa.String(), nullable=False),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=True),
        sa.Column("categories", sa.JSON(), nullable=False),
        sa.Column("tier", sa.String(), nullable=True),
        sa.Column("phase", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("partner_id", "as_of", name=op.f("pk_snapshots")),
    )
    op.create_table(
        "surveys",
        sa.Column("survey_id", sa.Text(), nullable=False),
        sa.Column("partner_id", sa.Text(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("dimension", sa.String(), nullable=True),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column("source_partner_id", sa.Text(), nullable=True),
        sa.Column("attributes", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("survey_id", name=op.f("pk_surveys")),
    )
    with op.batch_alter_table("surveys", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_surveys_partner_id"), ["partner_id"], unique=False)

    op.create_table(
        "territories",
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("sector", sa.Text(), nullable=False),
        sa.Column("technology", sa.Text(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("target_revenue", sa.Float(), nullable=False),
        sa.Column("period_ends_on", sa.Date(), nullable=True),
        sa.Column("attributes", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("region", "sector", "technology", "period", name=op.f("pk_territories")),
    )
    op.create_table(
        "tickets",
        sa.Column("ticket_id", sa.Text(), nullable=False),
        sa.Column("partner_id", sa.Text(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("severity", sa.Integer(), nullable=True),
        sa.Column("hours", sa.Float(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("source_partner_id", sa.Text(), nullable=True),
        sa.Column("attributes", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("ticket_id", name=op.f("pk_tickets")),
    )
    with op.batch_alter_table("tickets", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tickets_partner_id"), ["partner_id"], unique=False)

    op.create_table(
        "usage",
        sa.Column("partner_id", sa.Text(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("licensed", sa.Float(), nullable=True),
        sa.Column("active", sa.Float(), nullable=True),
        sa.Column("source_partner_id", sa.Text(), nullable=True),
        sa.Column("attributes", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("partner_id", "month", name=op.f("pk_usage")),
    )
    op.create_table(
        "vendor",
        sa.Column("sector", sa.Text(), nullable=False),
        sa.Column("technology", sa.Text(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("market_share", sa.Float(), nullable=True),
        sa.Column("demand_index", sa.Float(), nullable=True),
        sa.Column("innovation", sa.Text(), nullable=True),
        sa.Column("period_ends_on", sa.Date(), nullable=True),
        sa.Column("attributes", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("sector", "technology", "region", "period", name=op.f("pk_vendor")),
    )
    with op.batch_alter_table("activities", schema=None) as batch_op:
        batch_op.add_column(sa.Column("source_partner_id", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("attributes", sa.JSON(), nullable=True))

    with op.batch_alter_table("certifications", schema=None) as batch_op:
        batch_op.add_column(sa.Column("source_partner_id", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("attributes", sa.JSON(), nullable=True))

    with op.batch_alter_table("contacts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("source_partner_id", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("attributes", sa.JSON(), nullable=True))

    with op.batch_alter_table("deals", schema=None) as batch_op:
        batch_op.add_column(sa.Column("source_partner_id", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("attributes", sa.JSON(), nullable=True))

    with op.batch_alter_table("fx", schema=None) as batch_op:
        batch_op.add_column(sa.Column("attributes", sa.JSON(), nullable=True))

    with op.batch_alter_table("imports", schema=None) as batch_op:
        batch_op.add_column(sa.Column("run_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("digest", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("rows_rejected", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("rows_skipped", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("rows_removed", sa.Integer(), server_default="0", nullable=False))
        batch_op.create_index(batch_op.f("ix_imports_run_id"), ["run_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_imports_table_name"), ["table_name"], unique=False)

    with op.batch_alter_table("leads", schema=None) as batch_op:
        batch_op.add_column(sa.Column("source_partner_id", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("attributes", sa.JSON(), nullable=True))

    with op.batch_alter_table("managers", schema=None) as batch_op:
        batch_op.add_column(sa.Column("attributes", sa.JSON(), nullable=True))

    with op.batch_alter_table("notes", schema=None) as batch_op:
        batch_op.add_column(sa.Column("source_partner_id", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("attributes", sa.JSON(), nullable=True))

    with op.batch_alter_table("partners", schema=None) as batch_op:
        batch_op.add_column(sa.Column("annual_revenue_base", sa.Float(), nullable=True))
        batch_op.add_column(sa.Column("potential_revenue_base", sa.Float(), nullable=True))
        batch_op.add_column(sa.Column("first_imported_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("attributes", sa.JSON(), nullable=True))

    op.execute(
        sa.text(
            "UPDATE partners SET annual_revenue_base = annual_revenue * (CASE WHEN currency IS NULL "
            "OR currency = (SELECT value FROM settings WHERE name = 'base_currency') THEN 1.0 "
            "ELSE (SELECT rate_to_base FROM fx WHERE fx.currency = partners.currency) END), "
            "potential_revenue_base = potential_revenue * (CASE WHEN currency IS NULL "
            "OR currency = (SELECT value FROM settings WHERE name = 'base_currency') THEN 1.0 "
            "ELSE (SELECT rate_to_base FROM fx WHERE fx.currency = partners.currency) END)"
        )
    )


def downgrade() -> None:
    with op.batch_alter_table("partners", schema=None) as batch_op:
        batch_op.drop_column("attributes")
        batch_op.drop_column("first_imported_on")
        batch_op.drop_column("potential_revenue_base")
        batch_op.drop_column("annual_revenue_base")

    with op.batch_alter_table("notes", schema=None) as batch_op:
        batch_op.drop_column("attributes")
        batch_op.drop_column("source_partner_id")

    with op.batch_alter_table("managers", schema=None) as batch_op:
        batch_op.drop_column("attributes")

    with op.batch_alter_table("leads", schema=None) as batch_op:
        batch_op.drop_column("attributes")
        batch_op.drop_column("source_partner_id")

    with op.batch_alter_table("imports", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_imports_table_name"))
        batch_op.drop_index(batch_op.f("ix_imports_run_id"))
        batch_op.drop_column("rows_removed")
        batch_op.drop_column("rows_skipped")
        batch_op.drop_column("rows_rejected")
        batch_op.drop_column("digest")
        batch_op.drop_column("run_id")

    with op.batch_alter_table("fx", schema=None) as batch_op:
        batch_op.drop_column("attributes")

    with op.batch_alter_table("deals", schema=None) as batch_op:
        batch_op.drop_column("attributes")
        batch_op.drop_column("source_partner_id")

    with op.batch_alter_table("contacts", schema=None) as batch_op:
        batch_op.drop_column("attributes")
        batch_op.drop_column("source_partner_id")

    with op.batch_alter_table("certifications", schema=None) as batch_op:
        batch_op.drop_column("attributes")
        batch_op.drop_column("source_partner_id")

    with op.batch_alter_table("activities", schema=None) as batch_op:
        batch_op.drop_column("attributes")
        batch_op.drop_column("source_partner_id")

    op.drop_table("vendor")
    op.drop_table("usage")
    with op.batch_alter_table("tickets", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_tickets_partner_id"))

    op.drop_table("tickets")
    op.drop_table("territories")
    with op.batch_alter_table("surveys", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_surveys_partner_id"))

    op.drop_table("surveys")
    op.drop_table("snapshots")
    with op.batch_alter_table("projects", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_projects_partner_id"))

    op.drop_table("projects")
    op.drop_table("partner_matches")
    op.drop_table("offers")
    with op.batch_alter_table("merged_partners", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_merged_partners_partner_id"))

    op.drop_table("merged_partners")
    op.drop_table("levels")
    op.drop_table("import_runs")
    with op.batch_alter_table("costs", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_costs_partner_id"))

    op.drop_table("costs")
    with op.batch_alter_table("commissions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_commissions_partner_id"))
        batch_op.drop_index(batch_op.f("ix_commissions_deal_id"))

    op.drop_table("commissions")
    op.drop_table("attribute_changes")

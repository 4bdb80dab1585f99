"""Every SQL table: the incoming ones, made from `tools.schema`, and the ones in which Rapport works."""

from __future__ import annotations

from knowledge.tables.base import metadata
from knowledge.tables.imports import (
    attribute_changes,
    import_runs,
    imports,
    merged_partners,
    partner_matches,
    snapshots,
)
from knowledge.tables.incoming import (
    ATTRIBUTES,
    FIRST_IMPORTED_ON,
    INCOMING,
    SOURCE_ID,
    deals,
)
from knowledge.tables.jobs import draft_job_items, draft_jobs, draft_listings
from knowledge.tables.sending import draft_overrides
from knowledge.tables.working import (
    changed_partners,
    changes,
    digest_posts,
    digest_settings,
    drafts,
    feedback,
    fits,
    introductions,
    outbox,
    plays_done,
    questions,
    readings,
    review_decisions,
    settings,
    snoozes,
    vectors,
)
from tools.schema import in_base, period_end

__all__ = [
    "ATTRIBUTES",
    "FIRST_IMPORTED_ON",
    "INCOMING",
    "SOURCE_ID",
    "attribute_changes",
    "changed_partners",
    "changes",
    "deals",
    "digest_posts",
    "digest_settings",
    "draft_job_items",
    "draft_jobs",
    "draft_listings",
    "draft_overrides",
    "drafts",
    "feedback",
    "fits",
    "import_runs",
    "imports",
    "in_base",
    "introductions",
    "merged_partners",
    "metadata",
    "outbox",
    "partner_matches",
    "period_end",
    "plays_done",
    "questions",
    "readings",
    "review_decisions",
    "settings",
    "snapshots",
    "snoozes",
    "vectors",
]

"""Every SQL table: the incoming ones, made from `tools.schema`, and the ones in which Rapport works."""

from __future__ import annotations

from knowledge.tables.base import metadata
from knowledge.tables.channels import (
    channel_posts,
    command_replies,
    slack_changes,
    streams,
    team_channels,
    thread_voices,
)
from knowledge.tables.colleagues import access_requests, audit, covers, reassignments, role_changes
from knowledge.tables.dealings import introductions, plays_done, review_decisions
from knowledge.tables.digests import digest_posts, digest_settings, snoozes
from knowledge.tables.follow_ups import follow_ups
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
from knowledge.tables.notes import readings, vectors
from knowledge.tables.sending import draft_overrides, drafts, outbox
from knowledge.tables.state import changed_partners, fits, settings
from knowledge.tables.talking import changes, feedback, questions
from knowledge.tables.uploads import replaced_rows, slack_tokens, uploads
from tools.schema import in_base, period_end

__all__ = [
    "ATTRIBUTES",
    "FIRST_IMPORTED_ON",
    "INCOMING",
    "SOURCE_ID",
    "access_requests",
    "attribute_changes",
    "audit",
    "changed_partners",
    "changes",
    "channel_posts",
    "command_replies",
    "covers",
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
    "follow_ups",
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
    "reassignments",
    "replaced_rows",
    "review_decisions",
    "role_changes",
    "settings",
    "slack_changes",
    "slack_tokens",
    "snapshots",
    "snoozes",
    "streams",
    "team_channels",
    "thread_voices",
    "uploads",
    "vectors",
]

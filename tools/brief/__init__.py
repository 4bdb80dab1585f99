"""One screen before a call: how a partner stands at a glance, and what happened since the last talk."""

from tools.brief.glance import Known, glance
from tools.brief.raising import calm_topics
from tools.brief.since import last_talk, since_last_talk

__all__ = ["Known", "calm_topics", "glance", "last_talk", "since_last_talk"]

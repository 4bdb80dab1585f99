"""What can go wrong with what Rapport keeps. Messages are for people: what, and the next step.

KnowledgeError
└── DatabaseError
    ├── DatabaseUrlInvalid    the address cannot be understood
    ├── DatabaseUnreachable   nothing answers there, or it is no database
    ├── DatabaseBusy          another program holds the write lock for too long
    ├── DatabaseFull          no room left on the disk
    └── DatabaseNewer         written by a later version of Rapport
"""

from __future__ import annotations


class KnowledgeError(Exception):
    """Root of everything below; `str()` of it can be shown to a user."""


class DatabaseError(KnowledgeError):
    """The database cannot be used right now."""


class DatabaseUrlInvalid(DatabaseError):
    """The address of the database cannot be understood."""


class DatabaseUnreachable(DatabaseError):
    """Nothing answers at that address, or what lies there is no database."""


class DatabaseBusy(DatabaseError):
    """Another program held the write lock for longer than we wait."""


class DatabaseFull(DatabaseError):
    """The disk that holds the database has no room left; nothing was written."""


class DatabaseNewer(DatabaseError):
    """A later version of Rapport wrote this database."""

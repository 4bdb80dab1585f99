"""What can go wrong with what Rapport keeps. Messages are for people: what, and the next step.

KnowledgeError
├── ExportError               what was asked for cannot be written into a file
├── IdentityError             partners cannot be merged or taken apart like that
│   ├── PartnerUnknown        there is no partner of that id
│   ├── SamePartner           both ids are one partner already
│   └── NotMerged             the partner is not part of another one
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


class ExportError(KnowledgeError):
    """What was asked for cannot be written into a file."""


class IdentityError(KnowledgeError):
    """Partners cannot be merged or taken apart like that."""


class PartnerUnknown(IdentityError):
    """There is no partner of that id."""


class SamePartner(IdentityError):
    """Both ids are one partner already."""


class NotMerged(IdentityError):
    """The partner is not part of another one."""


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

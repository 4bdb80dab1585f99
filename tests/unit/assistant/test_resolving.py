from datetime import date

import pytest

from assistant.toolbox.argument_types import Ref
from assistant.toolbox.arguments import ARGUMENTS, PartnerProfile, PartnersNeedingAttention
from assistant.toolbox.draft_arguments import DraftMessage
from assistant.toolbox.handles import Handles
from assistant.toolbox.naming import with_namesakes
from assistant.toolbox.registry import TOOLS, WRITING
from assistant.toolbox.resolving import Resolver, Taken, Unresolved, reference_of
from tools.facts import Findings, Statement
from tools.names import NameEntry, NameIndex, NameKind

NAMES = NameIndex(
    [
        NameEntry(NameKind.PARTNER, "ACC-1", "Kestrel"),
        NameEntry(NameKind.PARTNER, "ACC-2", "Kestrel Data", ("Kestrel DE",)),
        NameEntry(NameKind.PARTNER, "ACC-3", "Nebelhorn Systemhaus GmbH"),
        NameEntry(NameKind.PARTNER, "ACC-4", "Aurora Cloud"),
        NameEntry(NameKind.PARTNER, "ACC-5", "Aurora Apps"),
        NameEntry(NameKind.CONTACT, "CON-1", "Dana Vogt", partner_id="ACC-3"),
        NameEntry(NameKind.CONTACT, "CON-2", "Declan Ash", partner_id="ACC-1"),
        NameEntry(NameKind.CONTACT, "CON-3", "Declan Birch", partner_id="ACC-4"),
        NameEntry(NameKind.MANAGER, "mia@vendor.example", "Mia Berg"),
    ],
)


def resolver(handles: Handles | None = None, own_book: frozenset[str] = frozenset()) -> Resolver:
    return Resolver(NAMES, handles or Handles(), own_book)


def test_every_kind_of_reference_becomes_an_id() -> None:
    asked = PartnersNeedingAttention(manager="Mia Berg", excluding=("kestrel", "nebelhorn"))
    found = resolver().resolve(asked)
    assert isinstance(found, PartnersNeedingAttention)
    assert (found.manager, found.excluding) == ("mia@vendor.example", ("ACC-1", "ACC-3"))


def test_an_exact_name_beats_a_longer_one() -> None:
    assert resolver().resolve(PartnerProfile(partner="Kestrel")) == PartnerProfile(partner="ACC-1")


def test_a_persons_name_means_the_partner_they_work_for() -> None:
    assert resolver().resolve(PartnerProfile(partner="Dana")) == PartnerProfile(partner="ACC-3")


def test_an_ambiguous_name_comes_back_as_a_question() -> None:
    with pytest.raises(Unresolved) as asked:
        resolver().resolve(PartnerProfile(partner="Aurora"))
    assert set(asked.value.findings.clarify) == {"ACC-4", "ACC-5"}


def test_a_first_name_of_two_contacts_asks_which_partner_is_meant() -> None:
    with pytest.raises(Unresolved) as asked:
        resolver().resolve(DraftMessage(contact="Declan"))
    assert set(asked.value.findings.clarify) == {"ACC-1", "ACC-4"}


def test_the_askers_own_book_breaks_a_tie() -> None:
    found = resolver(own_book=frozenset({"ACC-5"})).resolve(PartnerProfile(partner="Aurora"))
    assert found == PartnerProfile(partner="ACC-5")


def test_a_partner_that_only_the_own_book_told_from_others_is_known_as_taken() -> None:
    own = resolver(own_book=frozenset({"ACC-5", "ACC-1"}))
    assert own.taken(PartnerProfile(partner="Aurora")) == (Taken("ACC-5", ("ACC-4",)),)
    for sure in ("Aurora Apps", "ACC-5", "Kestrel", "Dana", "Nobody"):
        assert own.taken(PartnerProfile(partner=sure)) == ()
    assert resolver().taken(PartnerProfile(partner="Aurora")) == ()


def test_where_something_is_written_a_name_that_others_have_too_is_asked_about() -> None:
    own = resolver(own_book=frozenset({"ACC-5"}))
    with pytest.raises(Unresolved) as asked:
        own.resolve(DraftMessage(partners=("Aurora",)), certain=True)
    assert asked.value.findings.clarify == ("ACC-5", "ACC-4")
    sure = DraftMessage(partners=("Aurora Apps",))
    assert own.resolve(sure, certain=True) == DraftMessage(partners=("ACC-5",))


def test_several_of_the_own_book_are_asked_about_before_those_of_others() -> None:
    kin = ("Nova Arc", "Nova Bay", "Nova Cay", "Nova Dam")
    named = NameIndex([NameEntry(NameKind.PARTNER, name[-3:], name) for name in kin])
    with pytest.raises(Unresolved) as asked:
        Resolver(named, Handles(), frozenset({"Dam", "Cay"})).resolve(PartnerProfile(partner="Nova"))
    assert set(asked.value.findings.clarify[:2]) == {"Cay", "Dam"}
    assert set(asked.value.findings.clarify) == {"Arc", "Bay", "Cay", "Dam"}


def test_an_answer_says_whom_it_took_and_that_there_are_others() -> None:
    day = date(2026, 10, 5)
    found = Findings((Statement("a"), Statement("b", follows=True), Statement("c")))
    said = with_namesakes(found, [Taken("ACC-5", ("ACC-4",))], NAMES, day).statements
    assert [one.key for one in said] == ["a", "b", "answer.taken_1", "c"]
    assert [fact.value for fact in said[2].facts()] == ["Aurora Apps", "Aurora Cloud"]
    assert [fact.partner_id for fact in said[2].facts()] == ["ACC-5", None]
    nothing = Findings(unknown=())
    assert with_namesakes(nothing, [Taken("ACC-5", ("ACC-4",))], NAMES, day) is nothing


def test_whatever_writes_is_asked_about_a_name_that_others_have_too() -> None:
    assert TOOLS.keys() >= WRITING
    assert {"draft_message", "log_note", "snooze", "follow_ups", "review_decision"} <= WRITING


def test_an_unknown_name_comes_back_with_the_nearest() -> None:
    with pytest.raises(Unresolved) as asked:
        resolver().resolve(PartnerProfile(partner="Nobelhorn Systems"))
    assert asked.value.findings.unknown is not None
    assert "ACC-3" in asked.value.findings.unknown


def test_a_handle_means_what_it_stood_for_and_an_invented_one_nothing() -> None:
    handles = Handles()
    handle = handles.give("partner", "ACC-2")
    assert resolver(handles).resolve(PartnerProfile(partner=handle)) == PartnerProfile(partner="ACC-2")
    with pytest.raises(Unresolved):
        resolver(handles).resolve(PartnerProfile(partner="P77"))


def test_all_partners_of_a_message_are_resolved() -> None:
    found = resolver().resolve(DraftMessage(partners=("Kestrel Data", "Dana"), contact="Dana Vogt"))
    assert found == DraftMessage(partners=("ACC-2", "ACC-3"), contact="CON-1")


def test_the_references_of_every_tool_are_known() -> None:
    found = {
        (tool, name): kind
        for tool, schema in ARGUMENTS.items()
        for name in schema.model_fields
        if (kind := reference_of(schema, name))
    }
    assert found[("draft_message", "partners")] is Ref.PARTNER
    assert found[("search_notes", "contact")] is Ref.CONTACT
    assert found[("journey_status", "manager")] is Ref.MANAGER
    roles = ("partner", "contact", "manager", "excluding", "leaving", "between", "other", "side")
    assert all(name.startswith(roles) for _, name in found)


def test_a_handle_for_somebody_who_may_not_be_known_means_nobody() -> None:
    handles = Handles()
    hidden = handles.give("partner", "ACC-99")
    with pytest.raises(Unresolved) as asked:
        resolver(handles).resolve(PartnerProfile(partner=hidden))
    assert asked.value.findings.unknown == ()


def test_a_handle_for_words_that_named_nobody_asks_the_same_again() -> None:
    handles = Handles()
    handle = handles.give("partner", "Aurora")
    with pytest.raises(Unresolved) as asked:
        resolver(handles).resolve(PartnerProfile(partner=handle))
    assert set(asked.value.findings.clarify) == {"ACC-4", "ACC-5"}
    assert resolver(handles).without_handles(PartnerProfile(partner=handle)) == PartnerProfile(
        partner="Aurora"
    )


def test_no_handle_is_what_the_data_calls_somebody() -> None:
    named = NameIndex([NameEntry(NameKind.PARTNER, f"P{number}", f"Firm {number}") for number in (1, 2, 4)])
    handles = Handles(taken=named.knows)
    assert [handles.give("partner", one) for one in ("P4", "P2", "P1")] == ["P3", "P5", "P6"]
    found = Resolver(named, handles, frozenset()).resolve(PartnerProfile(partner="P2"))
    assert found == PartnerProfile(partner="P2")

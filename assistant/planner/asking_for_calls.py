"""One planner step of a chat model: asked in the form it understands, again after a passing fault."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from langchain.agents.middleware.types import ModelRequest, ModelResponse
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AnyMessage, HumanMessage, SystemMessage

from assistant.planner.faults import (
    NotInThisForm,
    PlanningFailed,
    failure_of,
    refuses_form,
    wait_before_retry,
)
from assistant.planner.forms import RESPONSE_FORMAT, in_plain_turns, told_in_words
from assistant.planner.habit import CallForm
from assistant.planner.models import is_openai, knows_tools, must_call, speaks_responses
from assistant.planner.offering import OfferedTool
from assistant.planner.plan import CALLS_AT_ONCE, MODEL_CALLS, Failure
from assistant.planner.run import Run
from assistant.planner.spoken_calls import calls_in, plan_in
from assistant.planner.talking_back import TALKING_BACK

RETRIES: Final = 2
Request: TypeAlias = ModelRequest[Run]
Handler: TypeAlias = Callable[[Request], ModelResponse[Any]]


def asked(run: Run, request: Request, handler: Handler) -> AIMessage:
    """The answer of the model, retried after passing faults.

    Raises:
        PlanningFailed: No answer came.
        NotInThisForm: The server refuses the form of the request.
    """
    for attempt in range(RETRIES + 1):
        if run.model_calls >= MODEL_CALLS:
            raise PlanningFailed(Failure.LOOP)
        run.model_calls += 1
        try:
            return _answer(handler(request))
        except PlanningFailed:
            raise
        except Exception as error:
            seconds = wait_before_retry(error, attempt)
            if seconds is None or attempt == RETRIES:
                kind = NotInThisForm if refuses_form(error) else PlanningFailed
                raise kind(failure_of(error)) from error
            run.wait(seconds)
    raise PlanningFailed(Failure.UNREACHABLE)


@dataclass(frozen=True)
class Step:
    """Asks a chat model for calls."""

    run: Run
    request: Request
    handler: Handler

    def calls(self) -> AIMessage:
        """The model's calls, or no more after the first; the best form that ever brought some comes first.

        Raises:
            PlanningFailed: There are none in any form.
        """
        form, slipped = self.run.habit.form, False
        while True:
            try:
                message = self._in(form)
            except NotInThisForm as failed:
                slipped = slipped or self._is_slip(failed)
                simpler = self._simpler(form)
                if simpler is None:
                    raise
                form = simpler
            else:
                if message.tool_calls and not slipped:
                    self.run.habit.brought.add(form)
                return message

    def _is_slip(self, failed: NotInThisForm) -> bool:
        """Whether the next question may go the same way: whoever breaks a call can do calls."""
        prose = failed.failure is Failure.EMPTY and knows_tools(self.request.model)
        return failed.failure is Failure.MALFORMED or prose

    def _simpler(self, form: CallForm) -> CallForm | None:
        """The next form; a schema can be sent in OpenAI's forms alone."""
        simpler = form.simpler
        passed_over = simpler is CallForm.SCHEMA and not is_openai(self.request.model)
        return CallForm.JSON if passed_over else simpler

    def _in(self, form: CallForm) -> AIMessage:
        return self._with_tools() if form is CallForm.TOOLS else self._in_json(form)

    def _with_tools(self) -> AIMessage:
        message = asked(self.run, self._shown(), self.handler)
        if message.tool_calls and speaks_responses(self.request.model):
            return _calling(message, message.tool_calls)  # what it thought is not kept there, nor sent again
        if message.tool_calls or self.run.results:
            return message
        known = {*TALKING_BACK, *(spec.name for spec in self.run.session.specs)}
        if spoken := calls_in(message.text, known):
            return _calling(message, spoken)
        raise NotInThisForm(Failure.EMPTY)

    def _in_json(self, form: CallForm) -> AIMessage:
        request = self._told(form)
        message = asked(self.run, request, self.handler)
        try:
            return self._spoken(message)
        except ValueError as wrong:
            if not message.text:
                raise NotInThisForm(Failure.EMPTY) from wrong
            again = f"Not usable: {wrong}. Answer with the JSON object alone."
            turns = [*request.messages, AIMessage(message.text), HumanMessage(again)]
        message = asked(self.run, request.override(messages=turns), self.handler)
        try:
            return self._spoken(message)
        except ValueError as wrong:
            raise PlanningFailed(Failure.MALFORMED) from wrong

    def _spoken(self, message: AIMessage) -> AIMessage:
        return _calling(message, plan_in(message.text, may_end=bool(self.run.results)))

    def _shown(self) -> Request:
        """The request with the likely tools; the system prompt is the same for every question."""
        system = self.request.system_message.text if self.request.system_message else ""
        model = self.request.model
        return self.request.override(
            messages=self._dated(self.request.messages),
            tools=[_wire(tool, model) for tool in self.run.tools(system)],
            tool_choice="any" if must_call(model) and not self.run.results else None,
        )

    def _told(self, form: CallForm) -> Request:
        system = self.request.system_message.text if self.request.system_message else ""
        held = form is CallForm.SCHEMA and is_openai(self.request.model)
        return self.request.override(
            messages=self._dated(in_plain_turns(self.request.messages)),
            tools=[],
            system_message=told_in_words(system, self.run.tools(system)),
            model_settings={"response_format": RESPONSE_FORMAT} if held else {},
        )

    def _dated(self, messages: list[AnyMessage]) -> list[AnyMessage]:
        """The chat with the day before the newest question, after everything that may be cached."""
        at = max(place for place, message in enumerate(messages) if isinstance(message, HumanMessage))
        day = self.run.as_of
        dated = HumanMessage(f"Today is {day:%A} {day.isoformat()}.\n{messages[at].text}")
        return [*messages[:at], dated, *messages[at + 1 :]]


def _wire(tool: OfferedTool, model: BaseChatModel) -> dict[str, Any]:
    """The tool as it is sent; the Responses API would otherwise make the model fill in every argument."""
    wire = tool.wire
    return {**wire, "function": {**wire["function"], "strict": False}} if speaks_responses(model) else wire


def day_prompt(run: Run) -> SystemMessage:
    """All that the embedded planner is told."""
    return SystemMessage(f"Today is {run.as_of.isoformat()}.")


def _answer(response: ModelResponse[Any]) -> AIMessage:
    """The model's message.

    Raises:
        PlanningFailed: It holds what must not be taken for an answer.
    """
    message = next((item for item in reversed(response.result) if isinstance(item, AIMessage)), None)
    if message is None:
        raise PlanningFailed(Failure.EMPTY)
    if message.invalid_tool_calls:
        raise NotInThisForm(Failure.MALFORMED)
    if len(message.tool_calls) > CALLS_AT_ONCE:
        raise PlanningFailed(Failure.TOO_MANY_CALLS)
    if _refuses(message):
        raise PlanningFailed(Failure.REFUSAL)
    return message


def _refuses(message: AIMessage) -> bool:
    """Whether the model declines in the way its provider has for it."""
    told = message.response_metadata
    reasons = {told.get("finish_reason"), told.get("stop_reason")}
    refused = any(isinstance(part, dict) and part.get("type") == "refusal" for part in message.content)
    return bool(message.additional_kwargs.get("refusal")) or refused or bool(reasons & _REFUSALS)


_REFUSALS: Final = frozenset(("content_filter", "refusal"))


def _calling(message: AIMessage, calls: list[Any]) -> AIMessage:
    """The message with those calls instead of its text."""
    if len(calls) > CALLS_AT_ONCE:
        raise PlanningFailed(Failure.TOO_MANY_CALLS)
    return AIMessage("", tool_calls=calls, id=message.id)

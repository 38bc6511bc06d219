"""What the check of an archive found, for people: the verdict first, then what can be saved."""

from archiver.cli.screen import SHOWN, Screen
from archiver.model import Problem, SealCheck, SealState, Verification
from archiver.phrasing import timestamp_sentence
from archiver.text import in_eights
from archiver.wording import Words


def show(screen: Screen, words: Words, result: Verification) -> None:
    """Print the result of a check."""
    sign, style = ("✓", "bold white on green") if result.intact else ("✗", "bold white on red")
    screen.line()
    headline = words.say("verify-intact" if result.intact else "verify-damaged").upper()
    screen.banner(f"{sign} {headline}", style)
    screen.line()
    for problem in result.problems:
        screen.line(f"✗ {problem_sentence(problem, words)}", "red", indent=1, hang=2)
    _seal(screen, words, result.seal)
    screen.line(words.say(f"verify-sidecar-{result.sidecar.value}"), indent=1)
    if _counted(result):
        intact, expected = result.originals_intact, result.originals_expected
        screen.line(words.say("verify-originals", intact=intact, expected=expected), indent=1)
        matching, pages = result.pages_matching, result.pages_expected
        screen.line(words.say("verify-pages", matching=matching, expected=pages), indent=1)
    if result.unchecked:
        screen.line(words.say("verify-unchecked", count=len(result.unchecked)), "yellow", indent=1)
    if not result.intact:
        _rescue(screen, words, result)
    screen.line()


def _seal(screen: Screen, words: Words, seal: SealCheck) -> None:
    say = words.say
    screen.line(say(f"verify-seal-{seal.state.value}"), indent=1)
    if seal.state is SealState.VALID and seal.fingerprint:
        grouped = in_eights(seal.fingerprint)
        screen.line(say("verify-fingerprint", fingerprint=grouped), indent=3)
        known = {True: "known", False: "unknown", None: "hint"}[seal.known]
        style = "yellow" if seal.known is False else "dim"
        screen.line(say(f"verify-fingerprint-{known}"), style, indent=3)
        if seal.signed_at:
            screen.line(say("verify-signed-at", date=seal.signed_at.date()), indent=3)
    if seal.timestamp:
        screen.line(timestamp_sentence(seal.timestamp, words), indent=1)
        screen.line(say("timestamp-trust"), "dim", indent=3)


def _rescue(screen: Screen, words: Words, result: Verification) -> None:
    """What a damaged archive still holds, and how to get it out."""
    say = words.say
    screen.line()
    if not result.whole:
        screen.line(say("verify-whole-none"), indent=1)
        return
    if _counted(result) and len(result.whole) == result.originals_expected:
        screen.line(say("verify-whole-all"), indent=1)
    else:
        screen.line(say("verify-whole", count=len(result.whole)), indent=1)
        shown = result.whole if screen.verbose else result.whole[:SHOWN]
        for name in shown:
            screen.line(f"✓ {name}", indent=3, hang=2)
        if more := len(result.whole) - len(shown):
            screen.line(say("more", count=more), "dim", indent=3)
    if not _counted(result):
        screen.line(say("verify-uncounted"), "red", indent=1)
    screen.line(say("verify-rescue", path=result.path), indent=1)


def _counted(result: Verification) -> bool:
    """Whether the inventory can be read, and so the number that there should be."""
    return all(problem.code != "manifest-damaged" for problem in result.problems)


def problem_sentence(problem: Problem, words: Words) -> str:
    """What is wrong with an archive, for people."""
    id = f"problem-{problem.code}"
    if words.knows(id):
        return words.say(id, name=problem.name or "")
    return words.say("problem", code=problem.code, name=problem.name or "")

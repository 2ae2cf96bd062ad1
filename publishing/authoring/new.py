"""Begins a post: asks what it takes, writes the file, and says what to do next.

Nothing is written before the last answer, and nothing is ever written over.
"""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from publishing.authoring.authors_file import AuthorsFileError, with_entry
from publishing.authoring.draft import Draft, DraftRefused, even, slug_of_title
from publishing.authoring.named_posts import assigned
from publishing.authoring.questions import YES_OR_NO, Ask, answer, is_yes, say
from publishing.authoring.tags_in_use import TagsInUse
from publishing.conf import clock
from publishing.conf.settings import Settings, SettingsError
from publishing.frontmatter import names
from publishing.library.authors import FILE, Authors
from publishing.library.catalogue import Catalogue
from publishing.library.library import Library
from publishing.model import permalinks
from publishing.model.problem import printable, shown
from publishing.model.taxonomy import Taxonomy
from publishing.render.store import Store


class NewRefused(ValueError):  # noqa: N818
    """No post can be begun; the words say why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the command was given; what is empty was not."""

    title: str = ""
    author: str = ""
    tags: str = ""
    description: str = ""
    images: str = ""


def new(root: Path, environ: Mapping[str, str], given: Given, ask: Ask | None) -> int:
    """Begin a post in the project at *root*.

    :param ask: asks the person at the terminal; nothing if there is none, or if anything was
        given: what was not given is then left out.
    :returns: 0 if the post was written, 1 if the settings cannot be used, 2 if what was given
        cannot, 130 if the person stopped it.
    """
    try:
        settings = Settings.load(root, environ)
        new_post = _NewPost(root, settings, environ)
        draft, entries = new_post.asked(ask) if ask else (new_post.told(given), None)
        new_post.write(draft, entries)
    except (KeyboardInterrupt, EOFError):
        sys.stdout.write("\nNothing was written.\n")
        return 130
    except SettingsError as failure:
        sys.stderr.write(f"{failure}\n")
        return 1
    except (DraftRefused, NewRefused) as refused:
        sys.stderr.write(f"{refused}\n")
        return 2
    sys.stdout.write(_next_steps(draft))
    return 0


class _NewPost:
    """Where a post of one project begins."""

    def __init__(self, root: Path, settings: Settings, environ: Mapping[str, str]) -> None:
        self.root, self.settings = root, settings
        now = clock.now(environ)
        self.day = now.astimezone(settings.site_zone).date()
        library = Library.load(root, settings, now, Store(root, settings).read)
        self.taken = {permalinks.key(post.address) for post in (*library.posts, *library.held)}
        self.authors, _ = Authors.load(root)
        known = Catalogue.of((*library.posts, *library.held), self.authors)
        self.tags = TagsInUse(known.terms[Taxonomy.TAG])

    def told(self, given: Given) -> Draft:
        """Return the draft of what was given."""
        if not given.title.strip():
            raise NewRefused('a title is needed: make new TITLE="What the post is about"')
        images = YES_OR_NO.get(given.images.strip().lower())
        if images is None:
            raise NewRefused(f"IMAGES is {shown(given.images)}: write yes or no")
        author = given.author.strip() or git_name(self.root)
        if not author:
            raise NewRefused('an author is needed: make new TITLE="…" AUTHOR="Ann Lee"')
        tags = []
        for name in _split(given.tags):
            tags.append(self.tags.spelt(name))
            if near := self.tags.near(name):
                say(f"{shown(name)} is nearly {near}.")
        draft = self._draft(given.title, author)
        return replace(
            draft, tags=tuple(dict.fromkeys(tags)), description=given.description, images=images
        )

    def asked(self, ask: Ask) -> tuple[Draft, str | None]:
        """Return the draft of what a person answers, and `authors.yml` if it changes."""
        while True:
            try:
                draft = self._draft(answer(ask, "Title"), git_name(self.root))
                self.hold(draft)
                break
            except (DraftRefused, NewRefused) as refused:
                say(str(refused))
        author = answer(ask, "Author", draft.authors[0] if draft.authors else "")
        draft = self._draft(draft.title, author)
        entries = self._enrolled(ask, author)
        if entries:
            draft = replace(draft, authors=(slug_of_title(author),))
        if self.tags.listed:
            say(f"Tags in use: {self.tags.listed}")
        tags = tuple(dict.fromkeys(self._tag(ask, name) for name in _split(ask("Tags: "))))
        description = ask("Description, one or two sentences: ")
        images = is_yes(ask, "Will it have pictures? [y/N] ")
        return replace(draft, tags=tags, description=description, images=images), entries

    def _draft(self, title: str, author: str) -> Draft:
        authors = tuple(self._id(name) for name in _split(author))
        return Draft(title=even(title), day=self.day, authors=authors)

    def _id(self, name: str) -> str:
        known = self.authors.find(name)
        return known.id if known and known.id else name

    def _enrolled(self, ask: Ask, name: str) -> str | None:
        """Return `authors.yml` with an author who is not in it, if that is wanted."""
        if len(_split(name)) != 1 or self.authors.find(name):
            return None
        question = f"{printable(name)} is not in {FILE}. Add an entry, to say more later? [y/N] "
        if not is_yes(ask, question):
            return None
        file = self.root / FILE
        text = file.read_bytes().decode() if file.is_file() else ""
        try:
            return with_entry(text, slug_of_title(name), name)
        except (AuthorsFileError, UnicodeDecodeError, OSError) as refused:
            say(f"It was not added. {refused}")
            return None

    def _tag(self, ask: Ask, name: str) -> str:
        if near := self.tags.near(name):
            question = f"{shown(name)} is nearly {near}. Write that? [Y/n] "
            if is_yes(ask, question, default="yes"):
                return near.name
        return self.tags.spelt(name)

    def hold(self, draft: Draft) -> str:
        """Return the text of a draft that can be written.

        :raises NewRefused: something is there already.
        :raises DraftRefused: a value cannot stand in a post.
        """
        text = draft.text(self.settings)
        folder = (self.root / draft.path).parent
        if permalinks.key(permalinks.of_post(draft.path.removesuffix(".md"))) in self.taken or any(
            folder.glob("index.*")
        ):
            raise NewRefused(f"{draft.path} is there already: give the post another title")
        return text

    def write(self, draft: Draft, entries: str | None) -> None:
        """Write the post, and `authors.yml` if it changes; both or none."""
        text = self.hold(draft)
        file = self.root / draft.path
        authors, aside = self.root / FILE, self.root / f".{FILE}"
        with _uninterrupted():
            try:
                file.parent.mkdir(parents=True, exist_ok=True)
                with file.open("x", encoding="utf-8", newline="\n") as opened:
                    opened.write(text)
                if entries is not None:
                    aside.write_bytes(entries.encode())
                    aside.replace(authors)
            except FileExistsError:
                raise NewRefused(f"{draft.path} is there already") from None
            except OSError as failure:
                with suppress(OSError):
                    aside.unlink(missing_ok=True)
                    file.unlink()
                    file.parent.rmdir()
                raise NewRefused(f"{draft.path} cannot be written: {failure.strerror}") from None


def git_name(root: Path) -> str:
    """Return what git signs commits with here, or nothing."""
    command = ("git", "config", "user.name")
    try:
        said = subprocess.run(command, cwd=root, capture_output=True, check=False)  # noqa: S603
    except OSError:
        return ""
    return even(said.stdout.decode("utf-8", "replace"))


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let Ctrl+C wait until both files are written."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _split(text: str) -> list[str]:
    return list(dict.fromkeys(name for part in names.split(text) if (name := even(part))))


def _next_steps(draft: Draft) -> str:
    folder = draft.path.removesuffix("index.md")
    pictures = (
        f"Put pictures into {folder} and show them: ![what it shows](name.png)\n  "
        if draft.images
        else ""
    )
    return f"""\
Wrote {draft.path}

  Write below the second line of hyphens.
  {pictures}make serve shows the page while you write.
  make check {assigned([draft.path])} says what an editor would say.
  When it is ready, delete the line 'draft: true', commit, and open a pull request.
"""

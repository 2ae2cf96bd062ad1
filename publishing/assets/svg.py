"""Cleans SVG pictures: shapes and words stay; scripts, styles and addresses go.

An SVG that is opened by itself is a page of our site. So what is published of one is only
what stands in two lists, written anew; nothing in it can run, load or link.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from lxml import etree  # type: ignore[import-untyped]

from publishing.assets.svg_cost import CostError, hold_cost
from publishing.policy.rules import names

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_XHTML = "http://www.w3.org/1999/xhtml"
_DEEPEST = 60
_LARGEST = 2_000_000
_MOST = 20_000
_MOST_IN_TAG = 2_000


class SvgError(Exception):
    """The bytes are not an SVG picture that can be cleaned; the text says why."""


_ELEMENTS = names("""
    svg g defs symbol use title desc path rect circle ellipse line polyline polygon text tspan
    textPath linearGradient radialGradient stop clipPath mask pattern marker filter switch
    feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting
    feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
    feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting
    feSpotLight feTile feTurbulence
    """)

_ATTRIBUTES = names("""
    alignment-baseline amplitude azimuth baseFrequency baseline-shift bias class clip-path
    clip-rule clipPathUnits color color-interpolation color-interpolation-filters cx cy d
    diffuseConstant direction display divisor dominant-baseline dx dy edgeMode elevation
    exponent fill fill-opacity fill-rule filter filterUnits flood-color flood-opacity
    font-family font-size font-size-adjust font-stretch font-style font-variant font-weight fx
    fy gradientTransform gradientUnits height id in in2 intercept k1 k2 k3 k4 kernelMatrix
    kernelUnitLength lang lengthAdjust letter-spacing lighting-color limitingConeAngle marker-end
    marker-mid marker-start markerHeight markerUnits markerWidth mask maskContentUnits maskUnits
    method mode numOctaves offset opacity operator order orient overflow paint-order pathLength
    patternContentUnits patternTransform patternUnits points pointsAtX pointsAtY pointsAtZ
    preserveAlpha preserveAspectRatio primitiveUnits r radius refX refY result role rotate rx ry
    scale seed shape-rendering side slope spacing specularConstant specularExponent spreadMethod
    startOffset stdDeviation stitchTiles stop-color stop-opacity stroke stroke-dasharray
    stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity
    stroke-width surfaceScale tableValues targetX targetY text-anchor text-decoration
    text-rendering textLength transform transform-origin type unicode-bidi values vector-effect
    version viewBox visibility width word-spacing writing-mode x x1 x2 xChannelSelector y y1 y2
    yChannelSelector z
    """)

# Addresses lead only into the same file.
_ADDRESS = re.compile(r"url\s*\(|expression|image-set|src\s*\(|@import|\\|/\*", re.IGNORECASE)
_RULE = re.compile(r"(?:^|(?<=\}))([\w.#,\s-]+)\{([^{}]*)\}")
_OWN_ADDRESS = re.compile(r"""url\(\s*(['"]?)#[\w.:-]+\1\s*\)""")


@dataclass(frozen=True, slots=True)
class CleanSvg:
    """A picture with nothing in it that can run, load or link.

    :ivar data: its bytes.
    :ivar removed: names of the elements and attributes that went, sorted.
    """

    data: bytes
    removed: tuple[str, ...]


def cleaned(data: bytes) -> CleanSvg:
    """Return the picture in *data*, cleaned.

    :raises SvgError: if it is not well-formed SVG, or has more of anything than a picture needs.
    """
    if len(data) > _LARGEST:
        raise SvgError(f"it has {len(data):,} bytes; an SVG may have {_LARGEST:,}")
    root = _parsed(data)
    if root.tag != f"{{{_SVG}}}svg":
        raise SvgError("it does not begin with <svg xmlns='http://www.w3.org/2000/svg'>")
    if sum(1 for _ in islice(root.iter(), _MOST + 1)) > _MOST:
        raise SvgError(f"it has more than {_MOST:,} elements")
    clean = etree.Element(f"{{{_SVG}}}svg", nsmap={None: _SVG})
    removed: set[str] = set()
    _copy(root, clean, 0, removed)
    _hold_copies(clean)
    try:
        hold_cost(clean)
    except CostError as failure:
        raise SvgError(str(failure)) from None
    return CleanSvg(etree.tostring(clean, encoding="utf-8"), tuple(sorted(removed)))


def _parsed(data: bytes) -> etree._Element:
    if any(part.count(b"=") > _MOST_IN_TAG for part in data.split(b"<")):
        # Reading a tag takes time that grows with the square of its attributes.
        raise SvgError(f"it has more than {_MOST_IN_TAG:,} attributes in one element")
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        dtd_validation=False,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as failure:
        raise SvgError(f"it is not well-formed XML ({failure})") from None
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and next(declared.iterentities(), None) is not None:
        raise SvgError("it declares entities")
    return root


def _copy(source: etree._Element, target: etree._Element, depth: int, removed: set[str]) -> None:
    if depth > _DEEPEST:
        raise SvgError(f"it has elements more than {_DEEPEST} deep")
    for name, value in _attributes(source, removed).items():
        target.set(name, value)
    target.text = source.text
    for child in source:
        if not isinstance(child.tag, str):  # an entity that no one declared
            continue
        name = etree.QName(child.tag)
        if name.namespace == _SVG and name.localname == "a":
            removed.add("<a>")
            _copy(child, etree.SubElement(target, f"{{{_SVG}}}g"), depth + 1, removed)
        elif name.namespace == _SVG and name.localname == "style":
            etree.SubElement(target, child.tag).text = _rules("".join(child.itertext()))
        elif name.namespace == _SVG and name.localname in _ELEMENTS:
            copy = etree.SubElement(target, child.tag)
            _copy(child, copy, depth + 1, removed)
            copy.tail = child.tail
        elif name.namespace in {_SVG, None, _XHTML} and name.localname != "metadata":
            removed.add(f"<{name.localname}>")


def _attributes(element: etree._Element, removed: set[str]) -> dict[str, str]:
    kept: dict[str, str] = {}
    for key, value in element.attrib.items():
        name, text = str(key), str(value).strip()
        if name == "style":
            kept.update(_declarations(text))
        elif name in {"href", f"{{{_XLINK}}}href"} and re.fullmatch(r"#[\w.:-]+", text):
            kept["href"] = text
        elif name in _ATTRIBUTES and _is_own(text):
            kept[name] = text
        elif name.lower().startswith("on") or name.endswith("href") or name in _ATTRIBUTES:
            removed.add(name.removeprefix(f"{{{_XLINK}}}"))
    return kept


def _declarations(style: str) -> dict[str, str]:
    """Return what *style* sets of the attributes that a picture may have."""
    kept = {}
    for declaration in style.split(";"):
        name, _, value = declaration.partition(":")
        name, value = name.strip().lower(), value.strip().removesuffix("!important").rstrip()
        if name in _ATTRIBUTES and value and not set(value) & set("{}:@<") and _is_own(value):
            kept[name] = value
    return kept


def _rules(spec: str) -> str:
    """Return the plain rules of a style sheet: names of elements and classes, known properties."""
    return "\n".join(
        f"{selector.strip()} {{ {'; '.join(f'{n}: {v}' for n, v in kept.items())} }}"
        for selector, block in _RULE.findall(spec)
        if (kept := _declarations(block))
    )


def _is_own(value: str) -> bool:
    """Whether *value* names no address, or one in the same file."""
    return not _ADDRESS.search(_OWN_ADDRESS.sub("", value))


def _hold_copies(root: etree._Element) -> None:
    """Refuse copies of copies, which make millions of shapes of a few lines."""
    originals = {element.get("id"): element for element in root.iter() if element.get("id")}
    for use in root.iter(f"{{{_SVG}}}use"):
        original = originals.get((use.get("href") or "")[1:])
        if original is not None and next(original.iter(f"{{{_SVG}}}use"), None) is not None:
            raise SvgError("it has a <use> of a <use>")

"""How well colours are told apart: luminance and contrast as WCAG 2.2 defines them."""

from __future__ import annotations

RGB = tuple[float, float, float]
"""Red, green and blue, each from 0 to 1."""

ENOUGH = 4.5
"""Least contrast of text with its ground (WCAG 2.2, 1.4.3)."""

HIGH = 7.0
"""Enhanced contrast (WCAG 2.2, 1.4.6)."""


def luminance(colour: RGB) -> float:
    """Relative luminance of an sRGB colour."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004
        for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: RGB, other: RGB) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    first, second = luminance(one), luminance(other)
    return (max(first, second) + 0.05) / (min(first, second) + 0.05)

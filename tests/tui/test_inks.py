import pytest
from textual.app import App
from textual.theme import BUILTIN_THEMES

from goldleaf.tui.inks import ink_styles
from goldleaf.tui.theme import THEMES, manner_of


@pytest.mark.parametrize("name", [*BUILTIN_THEMES, *(theme.name for theme in THEMES)])
def test_every_theme_has_every_ink(name):
    app = App()
    for own in THEMES:
        app.register_theme(own)
    app.theme = name
    styles = ink_styles(app.theme_variables, manner_of(app.current_theme))
    assert all(style.color is not None for style in styles.values())
    assert styles["marked"] != styles[""]
    assert {"dim", "faint", "good", "bad", "waiting", "rule"} <= set(styles)

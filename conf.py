"""The settings of this publication.

To make the publication yours, change the first three sections, empty `posts/`
and `authors.yml`, and run `make html`.

Each command runs this file once, as Sphinx does: in this folder, with `tags`, and with a
`setup(app)` if there is one. What the names hold at its end are the settings, so `if`, `+=` and
imports mean what they mean. For one build, SITE_URL and SITE_LANGUAGE in the environment come
before it, and options before those: make html SPHINXOPTS="-D feed_length=5 -t draft".
"""

# -- Who we are --------------------------------------------------------------

project = "Post-Technical"
site_description = "From solving the problem you are given to finding out which problem to solve."
copyright = "The authors of Post-Technical"

# Where readers find the site, with or without a path: https://example.org/journal/
site_url = "https://post-technical.example/"

# The name that feeds give their entries: a domain or e-mail address of yours and a day
# on which it was yours (RFC 4151). Never change it, not even when the site moves:
# a subscriber would get every post again.
site_id = "post-technical.example,2021"

# The language of the pages (BCP 47) and the zone of dates that name none.
language = "en"
site_zone = "UTC"

# -- What readers may do with it ---------------------------------------------

licence = "CC BY 4.0"
licence_url = "https://creativecommons.org/licenses/by/4.0/"

# The repository: "Edit this page", "Source" and "Contribute" lead there. Empty: no such links.
source_url = "https://github.com/post-technical/post-technical"
source_branch = "main"

# -- Lists and feeds ---------------------------------------------------------

posts_per_page = 10
feed_length = 20

# The formats that feeds are written in: "atom", "json", "rss". Pages link to the first by name.
feed_formats = ["atom", "json"]

# Whether a card is drawn for each page, to stand where a link to it is shared.
social_cards = True

# Hosts whose pages a post may embed in a frame, such as "www.youtube-nocookie.com".
embed_hosts = []

# How much a post may hold, where it is to be other than usual: {"file_bytes": 2_000_000}.
# The names are in publishing/model/file_limits.py and publishing/policy/limits.py.
bounds = {}

# -- Sphinx ------------------------------------------------------------------

extensions = ["myst_parser", "ablog", "sphinx_design", "publishing"]

# The pages that Sphinx reads itself, such as "guide/**" for a folder of them. Posts are read by
# `publishing`, and everything else here (README.md, tests/) is not a page.
include_patterns = ["index.md", "about.md"]

# The theme `publishing` draws on sphinx-book-theme. What `_templates` and `_static` hold is found
# before what it has, by name; and `_static/css/tokens.css` names the colours and sizes that differ.
html_theme = "publishing"
html_static_path = ["_static"]
templates_path = ["_templates"]

# -- Markdown ----------------------------------------------------------------

# What MyST understands beyond CommonMark, in posts and pages alike.
# `substitution` must stay out: it runs template code from a post's front matter.
myst_enable_extensions = [
    "alert",
    "attrs_block",
    "attrs_inline",
    "colon_fence",
    "deflist",
    "dollarmath",
    "strikethrough",
    "tasklist",
]

# A dollar sign with a space inside of it, or a digit outside, is no formula: "from $5 to 10$". For
# posts, publishing/markdown/formula.py has the whole rule.
myst_dmath_allow_space = False
myst_dmath_allow_digits = False

# Headings can be linked to as on GitHub: [text](post.md#a-heading).
myst_heading_anchors = 4

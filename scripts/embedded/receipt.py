"""The page for examples of questions about documents: a receipt that nobody was given."""

from PIL import Image, ImageDraw, ImageFont

from paths import EXAMPLES

PAPER, INK = 250, 30
WIDTH, MARGIN, LINE = 440, 36, 34
LINES = (
    ("HARBOUR CAFE", ""),
    ("12 Station Road", ""),
    None,
    ("Date", "01/05/2026"),
    ("Receipt no.", "A-1742"),
    None,
    ("2 Coffee", "6.40"),
    ("1 Apple cake", "4.10"),
    ("1 Water", "2.00"),
    None,
    ("TOTAL", "EUR 12.50"),
    ("Paid by card", ""),
    None,
    ("Thank you!", ""),
)


def receipt() -> Image.Image:
    """In the font that comes with Pillow: Aileron, CC0."""
    picture = Image.new("L", (WIDTH, 2 * MARGIN + LINE * len(LINES)), PAPER)
    draw = ImageDraw.Draw(picture)
    font = ImageFont.load_default(24)
    for place, line in enumerate(LINES):
        y = MARGIN + LINE * place
        if line is None:
            draw.line((MARGIN, y + LINE / 2, WIDTH - MARGIN, y + LINE / 2), fill=INK)
            continue
        left, right = line
        draw.text((MARGIN, y), left, fill=INK, font=font)
        draw.text((WIDTH - MARGIN, y), right, fill=INK, font=font, anchor="ra")
    return picture


if __name__ == "__main__":
    receipt().quantize(16).save(EXAMPLES / "receipt.png", optimize=True)

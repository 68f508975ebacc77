"""A sheet to draw on: paper or night, ink that multiplies, light that adds.

Sharp layers are drawn at twice the size and reduced, which is all the
antialiasing the pictures need. Glow is a layer made small, blurred and made
large again: cheap, and softer than a blur at full size.
"""

from collections.abc import Callable
from io import BytesIO

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from .geometry import Point, dice, mix

SCALE = 2

Colour = tuple[int, ...]

NIGHT: Colour = (8, 20, 33)
INK: Colour = (18, 38, 58)
SLATE: Colour = (62, 88, 110)
TEAL: Colour = (22, 128, 132)
MINT: Colour = (94, 214, 200)
SKY: Colour = (126, 178, 214)
AMBER: Colour = (240, 164, 58)
EMBER: Colour = (214, 92, 52)
PAPER: Colour = (247, 245, 240)


def blend(start: Colour, end: Colour, share: float) -> Colour:
    share = min(1.0, max(0.0, share))
    return tuple(round(mix(a, b, share)) for a, b in zip(start, end, strict=True))


def dim(colour: Colour, share: float) -> Colour:
    return blend((0, 0, 0), colour, share)


def tint(colour: Colour, share: float) -> Colour:
    """Thin an ink: 0 is bare white, 1 the full colour."""
    return blend((255, 255, 255), colour, share)


def along(colours: list[Colour], share: float) -> Colour:
    """Pick a colour from a ramp."""
    place = min(1.0, max(0.0, share)) * (len(colours) - 1)
    index = min(int(place), len(colours) - 2)
    return blend(colours[index], colours[index + 1], place - index)


class Pen:
    """Draws on an oversized layer in the coordinates of the finished picture."""

    def __init__(self, image: Image.Image) -> None:
        self.draw = ImageDraw.Draw(image)

    def line(self, points: list[Point], colour: Colour, width: float = 1.0) -> None:
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        self.draw.line(
            scaled, fill=colour, width=max(1, round(width * SCALE)), joint="curve"
        )

    def ring(self, points: list[Point], colour: Colour, width: float = 1.0) -> None:
        self.line([*points, points[0], points[1]], colour, width)

    def fill(self, points: list[Point], colour: Colour | int) -> None:
        self.draw.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=colour)

    def dot(self, middle: Point, radius: float, colour: Colour) -> None:
        x, y, r = middle[0] * SCALE, middle[1] * SCALE, radius * SCALE
        self.draw.ellipse((x - r, y - r, x + r, y + r), fill=colour)

    def circle(
        self, middle: Point, radius: float, colour: Colour, width: float
    ) -> None:
        x, y, r = middle[0] * SCALE, middle[1] * SCALE, radius * SCALE
        self.draw.ellipse(
            (x - r, y - r, x + r, y + r),
            outline=colour,
            width=max(1, round(width * SCALE)),
        )

    def tile(
        self, box: tuple[float, float, float, float], radius: float, colour: Colour
    ) -> None:
        self.draw.rounded_rectangle(
            tuple(edge * SCALE for edge in box), radius * SCALE, fill=colour
        )

    def arrow_head(self, tip: Point, away: Point, size: float, colour: Colour) -> None:
        """Point from a place behind the tip towards the tip."""
        dx, dy = tip[0] - away[0], tip[1] - away[1]
        length = (dx * dx + dy * dy) ** 0.5 or 1.0
        dx, dy = dx / length * size, dy / length * size
        self.fill(
            [
                tip,
                (tip[0] - dx - dy * 0.45, tip[1] - dy + dx * 0.45),
                (tip[0] - dx * 0.72, tip[1] - dy * 0.72),
                (tip[0] - dx + dy * 0.45, tip[1] - dy - dx * 0.45),
            ],
            colour,
        )


class Canvas:
    def __init__(
        self, size: tuple[int, int], shade: Callable[[float, float], Colour]
    ) -> None:
        """Start from a soft background; ``shade`` gets the place as shares of 1."""
        self.size = size
        columns, rows = 64, 40
        ground = Image.new("RGB", (columns, rows))
        ground.putdata(
            [
                shade(i / (columns - 1), j / (rows - 1))
                for j in range(rows)
                for i in range(columns)
            ]
        )
        self.image = ground.resize(size, Image.Resampling.BICUBIC)

    def _drawn(self, paint: Callable[[Pen], None], ground: Colour) -> Image.Image:
        width, height = self.size
        layer = Image.new("RGB", (width * SCALE, height * SCALE), ground)
        paint(Pen(layer))
        return layer.reduce(SCALE)

    def _soft(self, layer: Image.Image, blur: float) -> Image.Image:
        shrink = 2 if blur < 12 else 8
        small = layer.reduce(shrink).filter(ImageFilter.GaussianBlur(blur / shrink))
        return small.resize(self.size, Image.Resampling.BICUBIC)

    def light(
        self,
        paint: Callable[[Pen], None],
        *,
        blur: float = 0,
        bloom: float = 0,
        glow: float = 0.8,
    ) -> None:
        """Add light: out of focus by ``blur``, with a halo ``bloom`` wide."""
        layer = self._drawn(paint, (0, 0, 0))
        if blur:
            layer = self._soft(layer, blur)
        self.image = ImageChops.screen(self.image, layer)
        if bloom:
            halo = self._soft(layer, bloom)
            if glow != 1:
                halo = halo.point(lambda value: min(255, round(value * glow)))
            self.image = ImageChops.screen(self.image, halo)

    def ink(self, paint: Callable[[Pen], None], *, blur: float = 0) -> None:
        """Print a layer: inks darken what lies below them."""
        layer = self._drawn(paint, (255, 255, 255))
        if blur:
            layer = self._soft(layer, blur)
        self.image = ImageChops.multiply(self.image, layer)

    def cover(self, shapes: list[list[Point]], colour: Colour) -> None:
        """Lay opaque shapes over what is there, so that ink on them stays clean."""
        width, height = self.size
        mask = Image.new("L", (width * SCALE, height * SCALE))
        pen = Pen(mask)
        for shape in shapes:
            pen.fill(shape, 255)
        self.image.paste(colour, mask=mask.reduce(SCALE))

    def finish(self, seed: str, grain: int = 5) -> Image.Image:
        """Lay a fine grain over the picture, which also hides banding."""
        noise = Image.frombytes(
            "L", self.size, dice(seed).randbytes(self.size[0] * self.size[1])
        )
        noise = noise.point(lambda value: 128 + round((value - 128) / 128 * grain))
        noise = Image.merge("RGB", (noise, noise, noise))
        return ImageChops.add(self.image, noise, scale=1, offset=-128)


def to_jpeg(image: Image.Image) -> bytes:
    stream = BytesIO()
    image.save(stream, "JPEG", quality=82, optimize=True, progressive=True)
    return stream.getvalue()

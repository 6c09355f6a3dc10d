"""Makes e2e/media/: small real inputs for the browser tests, good and bad, from public/examples/."""

import io

import numpy as np
import soundfile
from PIL import Image
from scipy.signal import resample_poly

from paths import EXAMPLES, MEDIA

ORIENTATION = 0x0112


def pictures() -> None:
    with Image.open(EXAMPLES / "cat.jpg") as file:
        cat = file.convert("RGB")
    with Image.open(EXAMPLES / "coffee.jpg") as file:
        coffee = file.convert("RGB")
    cat.resize((320, 213), Image.Resampling.LANCZOS).save(MEDIA / "picture.jpg", quality=85)
    coffee.resize((480, 320), Image.Resampling.LANCZOS).save(MEDIA / "picture.webp", quality=85)
    cat.resize((320, 213), Image.Resampling.LANCZOS).convert("L").save(MEDIA / "grey.png", optimize=True)
    # Transparent outside an ellipse; the colours below stay the cat's.
    alpha = cat.resize((240, 160), Image.Resampling.LANCZOS).convert("RGBA")
    y, x = np.mgrid[-1:1:160j, -1:1:240j]
    alpha.putalpha(Image.fromarray(((x * x + y * y < 0.9) * 255).astype(np.uint8)))
    alpha.save(MEDIA / "alpha.png", optimize=True)
    # Stored lying on its left side; orientation 6 says: turn 90 degrees clockwise to show.
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    lying = coffee.resize((480, 320), Image.Resampling.LANCZOS).transpose(Image.Transpose.ROTATE_90)
    lying.save(MEDIA / "rotated.jpg", quality=85, exif=exif)
    # 24 megapixels, smooth enough for a small file.
    coffee.resize((6000, 4000), Image.Resampling.BICUBIC).save(MEDIA / "large.jpg", quality=50, optimize=True)
    whole = io.BytesIO()
    cat.save(whole, "jpeg")
    garbage = np.random.default_rng(6).integers(0, 256, 2000, np.uint8).tobytes()
    (MEDIA / "corrupt.jpg").write_bytes(whole.getvalue()[:200] + garbage)


def sounds() -> None:
    chocolates, rate = soundfile.read(EXAMPLES / "en_chocolates.wav", dtype="float32")
    narrow = resample_poly(chocolates, 16000 // 8000, rate // 8000)
    soundfile.write(MEDIA / "mono_16k.wav", narrow, 16000, subtype="PCM_16")
    wide = resample_poly(chocolates, 147, 80)
    # The right channel is quieter and 1 ms late.
    right = np.roll(wide, 44) * 0.7
    soundfile.write(MEDIA / "stereo_44k.wav", np.stack([wide, right], axis=1), 44100, subtype="PCM_16")
    soundfile.write(MEDIA / "speech.mp3", chocolates, rate)
    soundfile.write(MEDIA / "speech.ogg", chocolates, rate, format="OGG", subtype="VORBIS")
    (MEDIA / "empty.wav").write_bytes(b"")


if __name__ == "__main__":
    MEDIA.mkdir(parents=True, exist_ok=True)
    pictures()
    sounds()

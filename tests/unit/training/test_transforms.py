"""Pictures to network input: compared with plain numpy and PIL; augmentation and mixing keep what they must."""

import math

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from training import transforms
from training.transforms import (
    GLANCE,
    VIEWS,
    Augmentation,
    Preprocessing,
    augment,
    mix,
    normalise,
    squash,
    to_batch,
    view_of,
)

PREPROCESSING = Preprocessing(16, (0.4624, 0.4711, 0.4668), (0.2592, 0.2600, 0.2925))
NOTHING = Augmentation(flip=0.0, crop_area=1.0, crop_aspect=1.0, rotate=0.0, colour=0.0, grey=0.0, erase=0.0)


def squares(count: int = 4, size: int = 16, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 256, (count, size, size, 3), dtype=np.uint8)


def unit(count: int = 4, size: int = 16, seed: int = 0) -> torch.Tensor:
    return torch.rand(count, 3, size, size, generator=torch.Generator().manual_seed(seed))


def smooth(count: int, size: int) -> torch.Tensor:
    """Pictures without fine detail, which survive resampling."""
    coarse = unit(count, 4)
    return torch.nn.functional.interpolate(coarse, size=(size, size), mode="bilinear", align_corners=False)


def draws(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


class TestSquash:
    def test_gives_the_whole_picture_as_pil_resizes_it(self):
        picture = Image.fromarray(np.random.default_rng(0).integers(0, 256, (30, 50, 3), dtype=np.uint8))
        wanted = np.asarray(picture.resize((16, 16), Image.Resampling.BICUBIC, reducing_gap=3.0))
        assert np.array_equal(squash(picture, 16), wanted)

    def test_leaves_a_picture_of_the_right_size_alone(self):
        pixels = squares(1)[0]
        assert np.array_equal(squash(Image.fromarray(pixels), 16), pixels)

    def test_gives_up_the_aspect_instead_of_cropping(self):
        pixels = np.zeros((20, 80, 3), np.uint8)
        pixels[:, 40:] = 255
        square = squash(Image.fromarray(pixels), 20)
        assert square.shape == (20, 20, 3)
        assert square[:, :8].max() < 20
        assert square[:, 12:].min() > 235

    @pytest.mark.parametrize("mode", ["L", "1", "P", "RGBA", "CMYK", "YCbCr"])
    def test_takes_every_mode(self, mode):
        assert squash(Image.new("RGB", (9, 7), (200, 30, 40)).convert(mode), 16).shape == (16, 16, 3)


class TestToBatch:
    def test_is_plain_arithmetic(self):
        pixels = squares()
        wanted = (pixels.astype(np.float64) / 255.0 - PREPROCESSING.mean) / PREPROCESSING.std
        batch = to_batch(pixels, PREPROCESSING)
        assert batch.dtype == torch.float32
        assert batch.is_contiguous(memory_format=torch.channels_last)
        np.testing.assert_allclose(batch.permute(0, 2, 3, 1).numpy(), wanted, atol=2e-6)

    def test_resizes_as_pil_does(self):
        pixels = squares(3, 40)
        wanted = np.stack(
            [np.asarray(Image.fromarray(one).resize((16, 16), Image.Resampling.BICUBIC)) for one in pixels]
        )
        wanted = (wanted / 255.0 - PREPROCESSING.mean) / PREPROCESSING.std
        batch = to_batch(pixels, PREPROCESSING).permute(0, 2, 3, 1).numpy()
        np.testing.assert_allclose(batch, wanted, atol=1.01 / 255 / 0.25)  # PIL rounds twice, to whole levels

    def test_resizing_stays_within_black_and_white(self):
        pixels = (squares(2, 40) > 127).astype(np.uint8) * 255  # hard edges, where bicubic overshoots
        unit_range = Preprocessing(16, (0.0, 0.0, 0.0), (1.0, 1.0, 1.0))
        batch = to_batch(pixels, unit_range)
        assert float(batch.min()) >= 0.0
        assert float(batch.max()) <= 1.0

    def test_takes_tensors_views_and_read_only_maps(self, tmp_path):
        pixels = squares()
        wanted = to_batch(pixels, PREPROCESSING)
        assert torch.equal(to_batch(torch.from_numpy(pixels), PREPROCESSING), wanted)
        mirrored = to_batch(pixels[:, :, ::-1], PREPROCESSING)
        assert torch.equal(mirrored, wanted.flip(3))
        pixels.tofile(tmp_path / "pixels")
        mapped = np.memmap(tmp_path / "pixels", np.uint8, "r", shape=pixels.shape)
        assert torch.equal(to_batch(np.asarray(mapped[:2]), PREPROCESSING), wanted[:2])

    def test_leaves_its_input_alone(self):
        pixels = squares()
        before = pixels.copy()
        to_batch(pixels, PREPROCESSING)
        assert np.array_equal(pixels, before)
        batch = unit()
        before = batch.clone()
        normalise(batch, PREPROCESSING)
        assert torch.equal(batch, before)


class TestPreprocessing:
    def test_round_trip(self):
        assert Preprocessing.from_json(PREPROCESSING.to_json()) == PREPROCESSING

    @pytest.mark.parametrize(
        "change",
        [
            {"size": 0}, {"size": 5000}, {"size": "large"}, {"size": None}, {"size": float("inf")}, {"mean": [0, 0]},
            {"mean": None}, {"mean": [0, 0, float("nan")]}, {"std": [1, 1, 0]}, {"std": [1, 1, -1]}, {"std": 3},
            {"std": [1, 1, 1, 1]}, {"std": ["a", 1, 1]},
        ],
    )  # fmt: skip
    def test_refuses_what_makes_no_sense(self, change):
        with pytest.raises(ValueError, match="preprocessing"):
            Preprocessing.from_json(PREPROCESSING.to_json() | change)

    @pytest.mark.parametrize("key", ["size", "mean", "std"])
    def test_refuses_what_is_incomplete(self, key):
        values = PREPROCESSING.to_json()
        del values[key]
        with pytest.raises(ValueError, match=f"incomplete.*{key}"):
            Preprocessing.from_json(values)


SOME = Augmentation(flip=0.5, crop_area=0.3, rotate=10.0, colour=0.5, grey=0.3, erase=0.5)


class TestAugment:
    def test_depends_on_the_generator_only(self):
        batch = unit(8, 32)
        torch.manual_seed(1)
        one = augment(batch, SOME, 24, draws(5))
        torch.manual_seed(2)
        again = augment(batch, SOME, 24, draws(5))
        other = augment(batch, SOME, 24, draws(6))
        assert torch.equal(one, again)
        assert not torch.allclose(one, other)

    @settings(max_examples=30, deadline=None)
    @given(
        flip=st.floats(0, 1),
        crop_area=st.floats(0.05, 1),
        crop_aspect=st.floats(1, 2),
        rotate=st.floats(0, 45),
        colour=st.floats(0, 1),
        grey=st.floats(0, 1),
        erase=st.floats(0, 1),
        size=st.integers(8, 40),
        seed=st.integers(0, 1000),
    )
    def test_keeps_shape_range_and_input(self, flip, crop_area, crop_aspect, rotate, colour, grey, erase, size, seed):
        batch = unit(3, 24)
        before = batch.clone()
        changed = augment(
            batch, Augmentation(flip, crop_area, crop_aspect, rotate, colour, grey, erase), size, draws(seed)
        )
        assert changed.shape == (3, 3, size, size)
        assert changed.dtype == torch.float32
        assert torch.isfinite(changed).all()
        assert float(changed.min()) >= 0.0
        assert float(changed.max()) <= 1.0 + 1e-6
        assert torch.equal(batch, before)

    def test_no_change_is_the_identity(self):
        batch = unit()
        assert torch.equal(augment(batch, NOTHING, 16, draws()), batch)

    def test_no_change_of_the_resampling_path_is_the_identity_too(self):
        batch = unit()
        still = transforms._resample(batch, NOTHING, 16, draws())
        torch.testing.assert_close(still, batch, atol=1e-5, rtol=0)

    def test_resizes_where_nothing_else_changes(self):
        batch = unit(3, 32)
        assert torch.equal(augment(batch, NOTHING, 16, draws()), transforms.resize_batch(batch, 16))

    def test_mirrors_as_often_as_asked(self):
        batch = unit(2000, 4)
        changed = augment(batch, transforms.REFERENCE_AUGMENTATION, 4, draws())
        mirrored = (changed == batch.flip(3)).flatten(1).all(1)
        assert torch.equal(changed[~mirrored], batch[~mirrored])
        assert abs(float(mirrored.float().mean()) - 0.25) < 0.04

    def test_both_ways_of_mirroring_agree(self):
        always = Augmentation(flip=1.0, crop_area=1.0, crop_aspect=1.0, rotate=0, colour=0, grey=0, erase=0)
        batch = unit()
        torch.testing.assert_close(transforms._resample(batch, always, 16, draws()), batch.flip(3), atol=1e-5, rtol=0)
        assert torch.equal(augment(batch, always, 16, draws()), batch.flip(3))

    def test_crops_stay_inside_the_picture(self):
        """A picture that says where each pixel is shows how large the crops are and that they hold no padding."""
        size, count = 64, 300
        ramp = (torch.arange(size) + 0.5) / size
        batch = torch.stack((ramp.expand(size, size), ramp.view(-1, 1).expand(size, size), torch.zeros(size, size)))
        batch = batch.expand(count, 3, size, size)
        crop = Augmentation(flip=0.0, crop_area=0.25, crop_aspect=4 / 3, rotate=0.0, colour=0.0, grey=0.0, erase=0.0)
        changed = augment(batch, crop, size, draws())
        width = (changed[:, 0, 0, -1] - changed[:, 0, 0, 0]) * size / (size - 1)
        height = (changed[:, 1, -1, 0] - changed[:, 1, 0, 0]) * size / (size - 1)
        assert bool((changed[:, 0, :, 1:] >= changed[:, 0, :, :-1] - 1e-6).all())  # reflected parts would run back
        area = width * height
        assert float(area.min()) > 0.25 * 0.9
        assert float(area.max()) <= 1.01
        assert float(area.max() - area.min()) > 0.6
        assert float((width / height).max()) < 16 / 9 + 0.05  # 4/3 wider and 4/3 lower

    def test_rotates_no_further_than_asked(self):
        size, count = 65, 200
        y, x = torch.meshgrid(torch.linspace(-1, 1, size), torch.linspace(-1, 1, size), indexing="ij")
        bar = ((y.abs() < 0.12) & (x.abs() < 0.9)).float().expand(3, size, size).expand(count, 3, size, size)
        turn = Augmentation(flip=0.0, crop_area=1.0, crop_aspect=1.0, rotate=20.0, colour=0.0, grey=0.0, erase=0.0)
        weight = augment(bar, turn, size, draws())[:, 0]
        total = weight.sum((1, 2))
        xx, yy, xy = ((weight * part).sum((1, 2)) / total for part in (x * x, y * y, x * y))
        angle = torch.rad2deg(0.5 * torch.atan2(2 * xy, xx - yy))
        assert float(angle.abs().max()) < 20.5
        assert float(angle.max()) > 15
        assert float(angle.min()) < -15

    def test_grey_pictures_have_three_equal_channels(self):
        grey = Augmentation(flip=0, crop_area=1, crop_aspect=1, rotate=0, colour=0, grey=1.0, erase=0)
        batch = unit()
        changed = augment(batch, grey, 16, draws())
        wanted = 0.299 * batch[:, 0] + 0.587 * batch[:, 1] + 0.114 * batch[:, 2]
        for channel in range(3):
            torch.testing.assert_close(changed[:, channel], wanted)

    def test_erases_one_rectangle_of_one_colour(self):
        erase = Augmentation(flip=0, crop_area=1, crop_aspect=1, rotate=0, colour=0, grey=0, erase=1.0)
        batch = unit(40, 32)
        changed = augment(batch, erase, 32, draws())
        for before, after in zip(batch, changed, strict=True):
            rows, columns = (before != after).any(0).nonzero().T
            box = after[:, rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
            assert torch.equal(box, box[:, :1, :1].expand_as(box))
            assert box[0].numel() <= 0.25 * 32 * 32

    def test_colour_changes_differ_from_picture_to_picture_and_keep_black(self):
        colour = Augmentation(flip=0, crop_area=1, crop_aspect=1, rotate=0, colour=0.4, grey=0, erase=0)
        batch = torch.full((50, 3, 4, 4), 0.5)
        means = augment(batch, colour, 4, draws()).mean((1, 2, 3))
        assert float(means.std()) > 0.05
        assert 0.5 * (1 - 0.4) * 0.88 < float(means.min()) < float(means.max()) < 0.5 * (1 + 0.4) * 1.12
        assert not augment(torch.zeros(5, 3, 4, 4), colour, 4, draws()).any()


class TestMix:
    @settings(max_examples=50, deadline=None)
    @given(
        seed=st.integers(0, 10_000), mixup=st.sampled_from([0.0, 0.2, 1.0]), cutmix=st.sampled_from([0.0, 0.3, 1.0]),
        count=st.integers(1, 7),
    )  # fmt: skip
    def test_keeps_target_sums_and_range(self, seed, mixup, cutmix, count):
        targets = torch.softmax(torch.randn(count, 5, generator=draws(seed)), 1)
        batch, mixed = mix(unit(count, 12), targets, draws(seed), mixup=mixup, cutmix=cutmix)
        torch.testing.assert_close(mixed.sum(1), torch.ones(count))
        assert float(mixed.min()) >= 0
        assert batch.shape == (count, 3, 12, 12)
        assert float(batch.min()) >= 0.0
        assert float(batch.max()) <= 1.0 + 1e-6

    @pytest.mark.parametrize("kind", ["mixup", "cutmix"])
    def test_targets_say_how_much_of_each_picture_is_there(self, kind):
        """Pictures that carry their own targets as colours show their shares in the mean colour."""
        for seed in range(40):
            targets = torch.eye(3)
            batch = targets[:, :, None, None].expand(3, 3, 20, 20).clone()
            mixed, wanted = mix(
                batch, targets, draws(seed), mixup=float(kind == "mixup"), cutmix=float(kind == "cutmix")
            )
            torch.testing.assert_close(mixed.mean((2, 3)), wanted, atol=1e-5, rtol=0)

    def test_depends_on_the_generator_only(self):
        targets = torch.eye(4)
        for seed in range(5):
            torch.manual_seed(seed)
            np.random.seed(seed)
            one, _ = mix(unit(), targets, draws(3))
            again, _ = mix(unit(), targets, draws(3))
            assert torch.equal(one, again)

    def test_nothing_to_mix(self):
        batch, targets = unit(1), torch.eye(2)[:1]
        for mixed, wanted in (mix(batch, targets, draws()), mix(batch, targets, draws(), mixup=0, cutmix=0)):
            assert torch.equal(mixed, batch)
            assert torch.equal(wanted, targets)

    def test_leaves_its_input_alone(self):
        batch = unit()
        before = batch.clone()
        for seed in range(6):
            mix(batch, torch.eye(4), draws(seed))
        assert torch.equal(batch, before)

    def test_small_beta_mixes_little(self):
        shares = [transforms._beta(0.2, draws(seed)) for seed in range(300)]
        assert np.mean([min(share, 1 - share) for share in shares]) < 0.15
        assert math.isclose(float(np.mean(shares)), 0.5, abs_tol=0.08)


class TestViews:
    BATCH = torch.rand((2, 3, 50, 50), generator=torch.Generator().manual_seed(1))

    def test_plain_and_mirror(self):
        assert view_of(self.BATCH, "plain") is self.BATCH
        assert torch.equal(view_of(self.BATCH, "mirror"), self.BATCH.flip(3))

    def test_zoom_shows_the_middle_in_the_same_size(self):
        batch = torch.zeros(1, 3, 100, 100)
        batch[:, :, 9:91, 9:91] = 1.0
        zoomed = view_of(batch, "zoom")
        assert zoomed.shape == batch.shape
        assert torch.allclose(zoomed, torch.ones_like(batch))
        batch[:, :, 49:51, 49:51] = 0.0
        centre = (view_of(batch, "zoom")[0, 0] < 0.5).nonzero().float().mean(0)
        assert torch.allclose(centre, torch.full((2,), 49.5), atol=0.1)

    @pytest.mark.parametrize(("size", "side"), [(160, 128), (128, 104), (50, 40), (8, 8), (1, 8)])
    def test_a_glance_shows_all_of_it_smaller(self, size, side):
        batch = torch.linspace(0, 1, size).expand(1, 3, size, size)
        small = view_of(batch, GLANCE)
        assert small.shape == (1, 3, side, side)
        middles = (torch.arange(side) + 0.5) / side
        expected = ((middles * size - 0.5) / max(1, size - 1)).clamp(0, 1)
        torch.testing.assert_close(small[0, 0, 0], expected if size > 1 else batch[0, 0, 0].expand(8))

    def test_every_view_of_every_size_keeps_the_shape(self):
        for size in (1, 2, 32, 33):
            for name in VIEWS:
                assert view_of(torch.zeros(1, 3, size, size), name).shape == (1, 3, size, size)

    def test_an_unknown_view_is_refused(self):
        with pytest.raises(ValueError, match="sideways"):
            view_of(self.BATCH, "sideways")

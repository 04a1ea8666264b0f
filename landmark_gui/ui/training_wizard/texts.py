"""Words of the wizard in the app's language: pages, hindrances, hyperparameters, amounts."""

from PySide6.QtCore import QCoreApplication, QLocale, QObject

from landmark_gui.training_flow.flow import Hindrance, Page
from landmark_gui.ui.noop import QT_TRANSLATE_NOOP

CONTEXT = "TrainingWizard"

_PAGES = {
    Page.DATA: QT_TRANSLATE_NOOP("TrainingWizard", "Photos"),
    Page.PIPELINE: QT_TRANSLATE_NOOP("TrainingWizard", "Way to train"),
    Page.CHECK: QT_TRANSLATE_NOOP("TrainingWizard", "Sanity check"),
    Page.TRAINING: QT_TRANSLATE_NOOP("TrainingWizard", "Training"),
    Page.RESULT: QT_TRANSLATE_NOOP("TrainingWizard", "Result"),
    Page.SAVE: QT_TRANSLATE_NOOP("TrainingWizard", "Save"),
}
_HINDRANCES = {
    Hindrance.NO_FOLDER: QT_TRANSLATE_NOOP("TrainingWizard", "Choose a folder first."),
    Hindrance.NOT_LOOKED_AT: QT_TRANSLATE_NOOP("TrainingWizard", "The photos have to be looked over first."),
    Hindrance.NO_RECIPES: QT_TRANSLATE_NOOP("TrainingWizard", "The recipes are being loaded…"),
    Hindrance.NO_WEIGHTS_FILE: QT_TRANSLATE_NOOP("TrainingWizard", "The weights file is not there."),
    Hindrance.NOT_INSTALLED: QT_TRANSLATE_NOOP(
        "TrainingWizard", "The weights of this backbone have to be installed first, or choose another one."
    ),
    Hindrance.BAD_VALUES: QT_TRANSLATE_NOOP("TrainingWizard", "A hyperparameter is outside its range."),
    Hindrance.NO_SPACE: QT_TRANSLATE_NOOP("TrainingWizard", "There is not enough free disk space for this training."),
    Hindrance.NOT_TRAINED: QT_TRANSLATE_NOOP("TrainingWizard", "There is no model yet."),
    Hindrance.BUSY: QT_TRANSLATE_NOOP("TrainingWizard", "This takes a moment…"),
    Hindrance.NOT_SAVED: "",
}
NAMES = {
    "epochs": QT_TRANSLATE_NOOP("Hyperparameters", "Epochs"),
    "lr": QT_TRANSLATE_NOOP("Hyperparameters", "Learning rate"),
    "batch_size": QT_TRANSLATE_NOOP("Hyperparameters", "Batch size"),
    "optimizer": QT_TRANSLATE_NOOP("Hyperparameters", "Optimizer"),
    "schedule": QT_TRANSLATE_NOOP("Hyperparameters", "Schedule"),
    "warmup_epochs": QT_TRANSLATE_NOOP("Hyperparameters", "Warm-up epochs"),
    "keep": QT_TRANSLATE_NOOP("Hyperparameters", "Weights kept"),
    "weight_decay": QT_TRANSLATE_NOOP("Hyperparameters", "Weight decay"),
    "label_smoothing": QT_TRANSLATE_NOOP("Hyperparameters", "Label smoothing"),
    "mix_probability": QT_TRANSLATE_NOOP("Hyperparameters", "Mixed batches"),
    "mixup": QT_TRANSLATE_NOOP("Hyperparameters", "Mixup"),
    "cutmix": QT_TRANSLATE_NOOP("Hyperparameters", "CutMix"),
    "ema": QT_TRANSLATE_NOOP("Hyperparameters", "Averaged weights"),
    "clip": QT_TRANSLATE_NOOP("Hyperparameters", "Gradient clipping"),
    "flip": QT_TRANSLATE_NOOP("Hyperparameters", "Mirroring"),
    "crop_area": QT_TRANSLATE_NOOP("Hyperparameters", "Smallest crop"),
    "crop_aspect": QT_TRANSLATE_NOOP("Hyperparameters", "Stretch of crops"),
    "rotate": QT_TRANSLATE_NOOP("Hyperparameters", "Rotation"),
    "colour": QT_TRANSLATE_NOOP("Hyperparameters", "Colour changes"),
    "grey": QT_TRANSLATE_NOOP("Hyperparameters", "Greyscale"),
    "erase": QT_TRANSLATE_NOOP("Hyperparameters", "Erasing"),
    "size": QT_TRANSLATE_NOOP("Hyperparameters", "Input size"),
    "seed": QT_TRANSLATE_NOOP("Hyperparameters", "Seed"),
    "init": QT_TRANSLATE_NOOP("Hyperparameters", "Initialisation"),
    "padding": QT_TRANSLATE_NOOP("Hyperparameters", "Padding"),
    "finetune": QT_TRANSLATE_NOOP("Hyperparameters", "Unfrozen stages"),
    "finetune_epochs": QT_TRANSLATE_NOOP("Hyperparameters", "Fine-tuning epochs"),
    "finetune_lr": QT_TRANSLATE_NOOP("Hyperparameters", "Fine-tuning rate"),
    "no_feature_cache": QT_TRANSLATE_NOOP("Hyperparameters", "No feature cache"),
}
_GROUPS = {
    "training": QT_TRANSLATE_NOOP("Hyperparameters", "Training"),
    "regularisation": QT_TRANSLATE_NOOP("Hyperparameters", "Against learning by heart"),
    "pictures": QT_TRANSLATE_NOOP("Hyperparameters", "Pictures"),
    "network": QT_TRANSLATE_NOOP("Hyperparameters", "Network"),
}
SENTENCES = (
    QT_TRANSLATE_NOOP("Hyperparameters", "How many times the network sees all training photos."),
    QT_TRANSLATE_NOOP(
        "Hyperparameters",
        "Learning rate: how large a step each batch makes; too large diverges, too small never gets there.",
    ),
    QT_TRANSLATE_NOOP(
        "Hyperparameters",
        "Photos from which one step is computed; larger batches are smoother and need more memory.",
    ),
    QT_TRANSLATE_NOOP("Hyperparameters", "The rule that turns gradients into steps."),
    QT_TRANSLATE_NOOP("Hyperparameters", "Whether the learning rate stays as it is or falls to zero along a cosine."),
    QT_TRANSLATE_NOOP(
        "Hyperparameters", "Epochs in which the learning rate rises from zero, with the cosine schedule."
    ),
    QT_TRANSLATE_NOOP(
        "Hyperparameters",
        "Which weights become the model: those with the lowest validation loss, or the last ones.",
    ),
    QT_TRANSLATE_NOOP("Hyperparameters", "Pulls all weights towards zero a little, so that none becomes extreme."),
    QT_TRANSLATE_NOOP(
        "Hyperparameters",
        "Share of certainty taken from the right answer, so that the network is never too sure.",
    ),
    QT_TRANSLATE_NOOP("Hyperparameters", "Share of batches in which pictures are blended with each other."),
    QT_TRANSLATE_NOOP("Hyperparameters", "How strongly two pictures are blended; 0 turns it off."),
    QT_TRANSLATE_NOOP("Hyperparameters", "How large a piece of another picture is pasted in; 0 turns it off."),
    QT_TRANSLATE_NOOP(
        "Hyperparameters",
        "How slowly the averaged weights, which become the model, follow the trained ones; 0 does not average.",
    ),
    QT_TRANSLATE_NOOP("Hyperparameters", "Longest step that a batch may ask for; 0 allows any."),
    QT_TRANSLATE_NOOP("Hyperparameters", "Probability that a picture is mirrored."),
    QT_TRANSLATE_NOOP("Hyperparameters", "Smallest share of a picture that a random crop keeps; 1 keeps all of it."),
    QT_TRANSLATE_NOOP("Hyperparameters", "How far a crop may be stretched, as a factor."),
    QT_TRANSLATE_NOOP("Hyperparameters", "Largest random rotation, in degrees."),
    QT_TRANSLATE_NOOP("Hyperparameters", "Strength of random changes of brightness, contrast and colour."),
    QT_TRANSLATE_NOOP("Hyperparameters", "Probability that a picture loses its colours."),
    QT_TRANSLATE_NOOP("Hyperparameters", "Probability that a random rectangle of a picture is erased."),
    QT_TRANSLATE_NOOP("Hyperparameters", "Side of the square into which every photo is scaled, in pixels."),
    QT_TRANSLATE_NOOP("Hyperparameters", "Where all randomness comes from: the same seed gives the same model."),
    QT_TRANSLATE_NOOP(
        "Hyperparameters",
        "How the linear layers begin: PyTorch's default, normally distributed, or both one after the other as the "
        "reference does.",
    ),
    QT_TRANSLATE_NOOP(
        "Hyperparameters",
        "How convolutions treat the picture's edge; auto finds out how the weights were trained.",
    ),
    QT_TRANSLATE_NOOP(
        "Hyperparameters",
        "Last stages of the backbone that are trained too, after the head; 0 leaves it frozen, -1 trains all.",
    ),
    QT_TRANSLATE_NOOP("Hyperparameters", "Epochs in which the unfrozen stages are trained."),
    QT_TRANSLATE_NOOP("Hyperparameters", "Learning rate for the unfrozen stages."),
    QT_TRANSLATE_NOOP(
        "Hyperparameters",
        "Runs the frozen backbone anew in every epoch, as the reference does, for comparing times.",
    ),
)
"""The sentences of ``training.hyperparameters`` once more, where Qt's tools find them; a test compares the two."""


def _tr(text: str, context: str = CONTEXT) -> str:
    return QCoreApplication.translate(context, text) if text else ""


def page_words(page: Page) -> str:
    """A page's name."""
    return _tr(_PAGES[page])


def hindrance_words(hindrance: Hindrance) -> str:
    """Why one cannot go on; empty where that needs no words."""
    return _tr(_HINDRANCES[hindrance])


def parameter_name(name: str) -> str:
    """A hyperparameter's name."""
    return _tr(NAMES.get(name, name), "Hyperparameters")


def parameter_sentence(sentence: str) -> str:
    """What a hyperparameter is."""
    return _tr(sentence, "Hyperparameters")


def group_words(group: str) -> str:
    """A group of hyperparameters."""
    return _tr(_GROUPS.get(group, group), "Hyperparameters")


def size_words(amount: float) -> str:
    """An amount of bytes."""
    return QLocale().formattedDataSize(int(amount), 1, QLocale.DataSizeFormat.DataSizeSIFormat)


class _Durations(QObject):
    """Qt's lupdate finds texts with plurals only in the ``tr`` of an object."""

    def words(self, seconds: float) -> str:
        if seconds < 90:
            return self.tr("%n second(s)", "", max(1, round(seconds)))
        if seconds < 90 * 60:
            return self.tr("%n minute(s)", "", round(seconds / 60))
        return self.tr("{hours} hours").replace("{hours}", QLocale().toString(seconds / 3600, "f", 1))


def duration_words(seconds: float) -> str:
    """A time, roughly."""
    return _Durations().words(seconds)

"""numpy, loaded when it is first used: the window imports the library before it stands."""

from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Array: TypeAlias = npt.NDArray[Any]
else:
    Array = Any

    class _Later:
        """Has numpy's names, each from the moment when it is asked for."""

        def __getattr__(self, name: str) -> Any:
            import numpy  # noqa: PLC0415

            value = getattr(numpy, name)
            setattr(self, name, value)  # so that it is asked for here once only
            return value

    np = _Later()

__all__ = ["Array", "np"]


def grown(array: "Array | None", used: int, wanted: int, like: "Array") -> "Array":
    """An array with room for more rows; what is beyond those in use holds anything, and takes no memory yet.

    Args:
        array: The former one, or None.
        used: Its rows that count.
        wanted: Least number of rows.
        like: An array whose type and further dimensions the new one has.
    """
    room = max(wanted, 64, used + used // 2)
    larger = np.empty((room, *like.shape[1:]), like.dtype)
    if array is not None:
        larger[:used] = array[:used]
    return larger

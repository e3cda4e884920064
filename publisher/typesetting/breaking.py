"""The lines of a paragraph, chosen together (total fit, after Knuth and Plass).

`Plan` keeps, for each measure, the cheapest setting from every break to the end of the paragraph.
So a line that begins anywhere is a look-up, and repeated layout of the same paragraph (balanced
columns, widows) always agrees with itself. Lines of other measures (beside a float, after an
indent) are chosen forward and closed with those costs.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from publisher.typesetting.classes import FORCED, OPENING
from publisher.typesetting.strip import Strip

TINY = 1e-6
INFINITE = float("inf")


@dataclass(frozen=True, slots=True)
class Weights:
    """What is bad in a line, and how bad. Costs of a paragraph's lines are added up.

    tools/lines/tune.py looks for better ones on a text. On 160 paragraphs of newspaper prose that
    it did not see, what it finds is better by one part in a hundred, which nobody sees.
    """

    line: float = 1.0  # a line more
    first: float = 1.0  # pauses, brackets and word spaces have given up all they can
    second: float = 6.0  # and so have full stops and the gaps beside Western words
    takes: float = 12.0  # those gaps have grown to their most
    eases: float = 16.0  # marks have taken on their ease
    tracking: float = 200.0  # for each em between Han characters, squared
    too_loose: float = 10_000.0  # for each em of tracking beyond what is allowed
    lone: float = 50_000.0  # one character alone on the last line
    ragged: float = 1e6  # an em that nothing can fill
    overfull: float = 1e8  # an em beyond the measure
    finals: float = 400.0  # for each em that letters and marks take in the end
    divided: float = 120.0  # a word divided with a hyphen
    resort: float = 400.0  # and one that should not be, or an address within its parts
    ladder: float = 2000.0  # and the line before ends with one too
    torn: float = 1e5  # a word broken because it is longer than the measure
    good: float = 100.0  # a line that costs less needs no shorter one to be tried


WORSE = 8.0  # for each em: two lines that are somewhat loose are better than one that gapes
SHORT = 1.6  # em that a line may lack of the measure to be tried first
SHORTEST = 0.6  # of the measure, and two em less: shorter lines are not tried at all
LOOSE, LOOSE_IF_NARROW = 0.125, 0.2  # em between Han characters, in columns below 14 em
NARROW = 12  # em: such a column's first line, after its indent
WHOLE, DIVIDED, RESORT = range(3)  # no word is divided, those that may be, those that should not
WEIGHTS = Weights()


class Fit:
    """Natural width, reserves and gaps of one line; the numbers that cost and geometry share."""

    __slots__ = (
        "eases",
        "end",
        "finals",
        "first",
        "gaps",
        "hyphen",
        "lead",
        "natural",
        "second",
        "start",
        "tail",
        "takes",
    )

    def __init__(self, strip: Strip, start: int, end: int) -> None:
        """The line from character `start` (not a space) to before `end`; spaces at its end drop."""
        solid = strip.solid[end]
        self.start, self.end = start, solid
        if solid <= start:
            self.natural = self.first = self.second = self.takes = self.eases = 0.0
            self.gaps, self.lead, self.tail, self.end = 0, 0.0, 0.0, start
            self.finals, self.hyphen = 0.0, 0.0
            return
        last = solid - 1
        self.lead = strip.before[start] if strip.kinds[start] & OPENING else 0.0
        self.tail = strip.tails[last]
        edges = self.lead + self.tail + strip.glue[last]
        self.hyphen = strip.hyphens.get(end, 0.0) if strip.hyphens else 0.0
        widths = strip.sum_width
        self.natural = widths[solid] - widths[start] - edges + self.hyphen
        first, second, takes, eases, gaps, finals = strip.sums[last]
        before = strip.sums[start]
        self.first = first - before[0]
        self.second = second - before[1]
        if self.lead and last > start:
            self.first -= strip.first[start]
        self.takes = takes - before[2]
        self.eases = eases - before[3]
        self.gaps = gaps - before[4]
        self.finals = finals - before[5]

    def borne(self, measure: float, em: float) -> float:
        """What Han characters may part by, all together."""
        return allowed(measure, em) * em * self.gaps

    def parting(self, spare: float, measure: float, em: float) -> tuple[float, float]:
        """What the gaps take of the white that is left, and what the last reserve does."""
        return parted(spare, self.borne(measure, em), self.finals)


def allowed(measure: float, em: float) -> float:
    """What Han characters may part by at most, in em."""
    return LOOSE if measure >= NARROW * em else LOOSE_IF_NARROW


def parted(spare: float, borne: float, finals: float) -> tuple[float, float]:
    """What gaps take of the white that is left in a line, and what letters and marks do.

    They take some where Han characters would otherwise part farther than is `borne`.
    """
    over = spare - borne
    taken = min(over, finals) if over > 0 else 0.0
    return spare - taken, taken


class Plan:
    """The best lines of one strip, for any measure and any start."""

    def __init__(self, strip: Strip, weights: Weights = WEIGHTS) -> None:
        """Nothing is computed before the first line is asked for."""
        self.strip = strip
        self.weights = weights
        self.size = len(strip)
        self._em = max(strip.em, default=1.0)
        self._tables: dict[float, dict[int, tuple[float, int]]] = {}
        self._points: dict[tuple[float, int], list[int]] = {}
        self._divides: dict[float, int] = {}  # by measure: how far words are divided there
        self._known: dict[tuple[int, float, int], list[tuple[int, float]]] = {}
        self._forced_breaks: list[int] | None = None
        self.lengths: dict[tuple[tuple[float, ...], int], Mapping[int, int]] = {}  # see lines_of

    def line_end(self, start: int, measures: Sequence[float]) -> int:
        """Where the line from `start` ends, if lines have these measures and then the last one."""
        rest = measures[-1]
        table = self._table(rest)
        ahead = list(measures)
        while ahead and abs(ahead[-1] - rest) < TINY:
            ahead.pop()
        if not ahead:
            return self._at(start, rest, table)[1]
        return self._forward(start, ahead, rest, table)

    def start_of(self, place: int) -> int:
        """The first character at or after a place that is not a space: a line begins there.

        A paragraph may begin with the spaces of an indent.
        """
        solid, text = self.strip.solid, self.strip.text
        if place < self.size and solid[place + 1] > place:
            return place
        if text[place : place + 1] == "\u3000" and (not place or self._forced(place)):
            return place
        while place < self.size and solid[place + 1] <= place and not self._forced(place + 1):
            place += 1
        return place

    def widths(self) -> list[float]:
        """Natural widths of the pieces between forced breaks (for max-content)."""
        ends = [i for i in range(1, self.size) if self._forced(i)] + [self.size]
        return [
            Fit(self.strip, self.start_of(start), end).natural
            for start, end in pairwise([0, *ends])
        ]

    def chunk(self, start: int) -> float:
        """The width that the first unbreakable chunk from `start` takes (for min-content)."""
        points = self._breakable(INFINITE, WHOLE)
        at = bisect_right(points, start)
        end = points[at] if at < len(points) else self.size
        return Fit(self.strip, self.start_of(start), end).natural

    def widest_chunk(self) -> float:
        """The width that the widest unbreakable chunk takes."""
        points = [0, *self._breakable(INFINITE, WHOLE)]
        return max((Fit(self.strip, a, b).natural for a, b in pairwise(points)), default=0.0)

    def is_forced(self, end: int) -> bool:
        """Whether a line that ends there ends with a forced break."""
        return 0 < end < self.size and self._forced(end)

    # ── break points ─────────────────────────────────────────────────────────────────────────────

    def _forced(self, place: int) -> bool:
        return bool(self.strip.kinds[place - 1] & FORCED)

    def _breakable(self, measure: float, divides: int) -> list[int]:
        """Break points in order; words that are longer than the measure are torn."""
        points = self._points.get((measure, divides))
        if points is None:
            allowed, sums = self.strip.allowed, self.strip.sum_width
            hyphens: Collection[int] = self.strip.hyphens if divides else ()
            if divides == DIVIDED and self.strip.resort:
                hyphens = set(hyphens).difference(self.strip.resort)
            points = [i for i in range(1, self.size + 1) if allowed[i] or i in hyphens]
            for a, b in pairwise([0, *points]):
                if sums[b] - sums[a] > measure and self._is_wide(a, b, measure):
                    points += (i for i in range(a + 1, b) if i not in self.strip.never)
            points = self._points[measure, divides] = sorted(points)
        return points

    def _is_wide(self, start: int, end: int, measure: float) -> bool:
        return Fit(self.strip, start, end).natural > measure + TINY

    # ── costs ────────────────────────────────────────────────────────────────────────────────────

    def _table(self, measure: float) -> dict[int, tuple[float, int]]:
        """For starts that were asked for, the cost from there to the end and the line's end.

        Words are divided in a paragraph that has a loose line otherwise, and in no other; those
        that should not be, where a line would gape.
        """
        table = self._tables.get(measure)
        if table is None:
            table, strip = self._filled(measure, WHOLE), self.strip
            if strip.hyphens and self._is_loose(measure, table, self.weights.good):
                if len(strip.hyphens) > len(strip.resort):
                    table = self._filled(measure, DIVIDED)
                loose = allowed(measure, self._em)
                gapes = (self.weights.tracking * loose) ** 2 + self.weights.good
                if strip.resort and self._is_loose(measure, table, gapes):
                    table = self._filled(measure, RESORT)
        return table

    def _filled(self, measure: float, divides: int) -> dict[int, tuple[float, int]]:
        self._divides[measure] = divides
        table = self._tables[measure] = {self.size: (0.0, self.size)}
        return table

    def _is_loose(self, measure: float, table: dict[int, tuple[float, int]], limit: float) -> bool:
        """Whether a line of the best setting costs more, with a first line of any usual indent."""
        for indent in (0.0, 2.0):
            start = self.start_of(0)
            if indent and measure > 2 * indent * self._em:
                first = measure - indent * self._em
                end = self._forward(start, [first], measure, table)
                if dict(self._found(start, first, self._divides[measure]))[end] > limit:
                    return True
                start = end
            while start < self.size:
                cost, end = self._at(start, measure, table)
                if cost - self._at(end, measure, table)[0] > limit:
                    return True
                start = end
        return False

    def _at(
        self, start: int, measure: float, table: dict[int, tuple[float, int]]
    ) -> tuple[float, int]:
        """(cost to the end, end of the line) of the cheapest setting from a start.

        What can be reached from there is found first and then settled from its end, so that no
        other start costs time.
        """
        if start not in table:
            reached: dict[int, list[tuple[int, float]]] = {}
            ahead, divides = [start], self._divides[measure]
            while ahead:
                begin = ahead.pop()
                if begin not in table and begin not in reached:
                    found = reached[begin] = self._found(begin, measure, divides)
                    ahead += [end for end, _ in found]
            for begin in sorted(reached, reverse=True):
                least, chosen = INFINITE, self.size
                for end, cost in reached[begin]:  # in order: of two alike, the first
                    total = cost + table[end][0]
                    if total < least:
                        least, chosen = total, end
                table[begin] = least, chosen
        return table[start]

    def candidates(self, start: int, measure: float) -> list[tuple[int, float]]:
        """(end, cost) of the lines from `start` of a measure that are worth a look: never none."""
        return self._found(start, measure, self._divides.get(measure, WHOLE))

    def _found(self, start: int, measure: float, divides: int) -> list[tuple[int, float]]:
        """Nearly full lines come first; shorter ones only where none of these is good."""
        key = start, measure, divides
        found = self._known.get(key)
        if found is None:
            found = self._from(start, measure, measure - SHORT * self._em, divides)
            good = self.weights.good
            for _end, cost in found:
                if cost <= good:
                    break
            else:
                least = measure * SHORTEST - 2 * self._em
                found = self._from(start, measure, least, divides)
            self._known[key] = found
        return found

    def _from(
        self, start: int, measure: float, least: float, divides: int
    ) -> list[tuple[int, float]]:
        """The lines from `start` whose width is at least `least`, up to the first overfull one.

        Most of the time of setting a text goes into this: what `Fit` and `_cost` say of any line is
        said here in one go of those that end at a usual place.
        """
        points, strip, line = self._breakable(measure, divides), self.strip, self.weights.line
        begin, forced = self.start_of(start), self._next_forced(start)
        widths, sums, hyphens = strip.sum_width, strip.sums, strip.hyphens
        solids, ends, tails, glue = strip.solid, strip.allowed, strip.tails, strip.glue
        at = bisect_left(points, bisect_left(widths, widths[begin] + least))
        at = max(bisect_right(points, start), min(at, bisect_left(points, forced)))
        lead = strip.before[begin] if begin < self.size and strip.kinds[begin] & OPENING else 0.0
        origin, before, loosest = widths[begin], sums[begin], allowed(measure, self._em)
        found: list[tuple[int, float]] = []
        for number in range(at, len(points)):
            end = points[number]
            solid = solids[end]
            plain = ends[solid] and not (hyphens and (solid in hyphens or end in hyphens))
            if end == forced or solid <= begin or not plain:
                fit = Fit(strip, begin, end)
                over = fit.natural - fit.first - fit.second - measure > TINY
                if over and found:
                    break
                found.append((end, self._cost(fit, measure, end == forced, begin)))
                if over or end == forced:
                    break
                continue
            last = solid - 1
            natural = widths[solid] - origin - (lead + tails[last] + glue[last])
            first, second, takes, eases, gaps, finals = sums[last]
            if natural - measure > TINY:
                first -= before[0]
                second -= before[1]
                if lead and last > begin:
                    first -= strip.first[begin]
                over = natural - first - second - measure > TINY
                if over and found:
                    break
                found.append((end, line + self._tight(first, second, natural - measure)))
                if over:
                    break
                continue
            takes, eases, gaps = takes - before[2], eases - before[3], gaps - before[4]
            finals -= before[5]
            loose = self._loose(takes, eases, gaps, finals, measure - natural, loosest)
            found.append((end, line + loose))
        return found

    def _next_forced(self, start: int) -> int:
        """The forced break after `start`, which ends the line however short it is, or the end."""
        breaks = self._forced_breaks
        if breaks is None:
            forced = [i for i in range(1, self.size) if self._forced(i)]
            breaks = self._forced_breaks = [*forced, self.size]
        return self.size if len(breaks) == 1 else breaks[bisect_right(breaks, start)]

    def _cost(self, fit: Fit, measure: float, last: bool, begin: int) -> float:
        weights, spare, strip = self.weights, measure - fit.natural, self.strip
        cost = weights.line
        if strip.hyphens and fit.end in strip.hyphens:
            cost += weights.divided + (weights.ladder if begin in strip.hyphens else 0.0)
            cost += weights.resort if fit.end in strip.resort else 0.0
        elif not strip.allowed[fit.end] and not last and self._is_torn(fit):
            cost += weights.torn
        if spare < -TINY:
            cost += self._tight(fit.first, fit.second, -spare)
            return cost + (self._lone(fit, begin) if last else 0.0)
        if last:
            return cost + self._lone(fit, begin)
        loosest = allowed(measure, self._em)
        return cost + self._loose(fit.takes, fit.eases, fit.gaps, fit.finals, spare, loosest)

    def _is_torn(self, fit: Fit) -> bool:
        """Whether the line ends inside a word (and not in spaces, which follow the break)."""
        return fit.end < self.size and self.strip.solid[fit.end + 1] > fit.end

    def _tight(self, first: float, second: float, need: float) -> float:
        weights = self.weights
        if need <= first:
            return weights.first * (need / first) ** 2
        need -= first
        if need <= second + TINY:
            return weights.first + weights.second * (need / max(second, TINY)) ** 2
        return weights.overfull * (1 + (need - second) / self._em)

    def _loose(
        self, takes: float, eases: float, gaps: int, finals: float, spare: float, loosest: float
    ) -> float:
        """The cost of white, if Han characters may part by `loosest` (em) and no more."""
        weights, cost, em = self.weights, 0.0, self._em
        if takes and spare > TINY:
            used = takes if takes < spare else spare
            cost += weights.takes * (used / takes) ** 2 * used / em
            spare -= used
        if eases and spare > TINY:
            used = eases if eases < spare else spare
            cost += weights.eases * (used / eases) ** 2 * used / em
            spare -= used
        if spare <= TINY:
            return cost
        over = spare - loosest * em * gaps
        if over > 0:
            spare, taken = parted(spare, loosest * em * gaps, finals)
            cost += weights.finals * taken / em
        if not gaps:
            return cost + (weights.ragged * spare / em if spare > TINY else 0.0)
        tracking = spare / gaps / em
        cost += (weights.tracking * tracking) ** 2
        if tracking > loosest:
            too_loose = tracking - loosest
            cost += weights.too_loose * too_loose * (1 + WORSE * too_loose)
        return cost

    def _lone(self, fit: Fit, begin: int) -> float:
        """A last line needs two characters or words, unless it is the only line."""
        alone = self.strip.sum_units[fit.end] - self.strip.sum_units[begin] < 2
        first = begin == 0 or self._forced(begin)
        return self.weights.lone if alone and not first else 0.0

    # ── lines of other measures ──────────────────────────────────────────────────────────────────

    def _forward(
        self,
        start: int,
        measures: Sequence[float],
        rest: float,
        table: dict[int, tuple[float, int]],
    ) -> int:
        """The end of the first of some lines of their own measures, the others being of `rest`."""
        front: dict[int, tuple[float, int]] = {start: (0.0, -1)}  # cost so far, end of the first
        done = (INFINITE, self.size)
        for measure in measures:
            ahead: dict[int, tuple[float, int]] = {}
            for begin, (before, first) in front.items():
                for end, cost in self._found(begin, measure, self._divides[rest]):
                    here = (before + cost, end if first < 0 else first)
                    if end == self.size:
                        done = min(done, here)
                    elif end not in ahead or here < ahead[end]:
                        ahead[end] = here
            front = ahead
        for end, (before, first) in front.items():
            after = self._at(end, rest, table)
            done = min(done, (before + after[0], first))
        return done[1]

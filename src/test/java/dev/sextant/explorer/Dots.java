package dev.sextant.explorer;

import java.util.List;
import java.util.Objects;

/// The dots of the map on the screen, found by way of what the page offers to those who drive it (`sextant`).
final class Dots {
    static final String CANVAS = "#dots";

    private static final String IS_STILL = "return sextant.view.map.stage.isStill()";

    private static final String LOCATE = """
            const {store, view} = sextant;
            const {points} = store.state;
            const at = view.map.seenAt(arguments[0]);
            const box = document.getElementById('dots').getBoundingClientRect();
            return [Math.round(at.x - box.left), Math.round(at.y - box.top)];
            """;

    /// Rows of dots that nothing hides: whoever points at their middle points at them.
    private static final String FREE = """
            const done = arguments[arguments.length - 1];
            const {store, view} = sextant;
            const {points} = store.state;
            import('/explorer/pick.js').then(({pick}) => {
              const box = document.getElementById('dots').getBoundingClientRect();
              const isFree = row => {
                const at = view.map.seenAt(row);
                const [x, y] = [Math.round(at.x), Math.round(at.y)];
                return document.elementFromPoint(x, y)?.id === 'dots'
                  && points.rows[pick(view.map.stage, points, x - box.left, y - box.top, () => true)] === row;
              };
              done([...points.rows].filter(isFree));
            });
            """;

    private final Browser browser;

    Dots(Browser browser) {
        this.browser = browser;
    }

    /// The first rows whose dots can be pointed at.
    List<Long> free(int count) {
        List<?> rows = (List<?>) Objects.requireNonNull(browser.driver().executeAsyncScript(FREE));
        return rows.stream().map(Long.class::cast).limit(count).toList();
    }

    void point(long row) {
        List<Long> at = at(row);
        browser.pointAt(CANVAS, at.get(0).intValue(), at.get(1).intValue());
    }

    void click(long row) {
        List<Long> at = at(row);
        browser.clickAt(CANVAS, at.get(0).intValue(), at.get(1).intValue());
    }

    /// Pixels from the top left of the map.
    List<Long> at(long row) {
        List<?> place = (List<?>) Objects.requireNonNull(browser.run(LOCATE, row));
        return place.stream().map(Long.class::cast).toList();
    }

    /// Waits until the camera stands still and everything is drawn.
    void settle() {
        browser.await("the camera stands still", () -> Boolean.TRUE.equals(browser.run(IS_STILL)));
    }

    List<Double> camera() {
        List<?> numbers = (List<?>) Objects.requireNonNull(
                browser.run("return sextant.view.map.stage.camera().map(value => value + 1e-9)"));
        return numbers.stream().map(number -> ((Number) number).doubleValue()).toList();
    }

    /// How near the camera is to what it looks at.
    double distance() {
        List<Double> camera = camera();
        double sum = 0;
        for (int axis = 0; axis < 3; axis++) {
            sum += Math.pow(camera.get(axis) - camera.get(axis + 3), 2);
        }
        return Math.sqrt(sum);
    }
}

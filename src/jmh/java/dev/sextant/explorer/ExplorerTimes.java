package dev.sextant.explorer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.WebDriverWait;

/// Drives the explorer of a running server in a real Chromium that draws in software, and prints what a person waits
/// for: the first map, frames while the map turns, hits after a keystroke, the text after a click.
///
/// Arguments: the server's address, then collections that have a map in space.
final class ExplorerTimes {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /// Of that many visits the median counts.
    private static final int VISITS = 5;

    private static final List<String> QUERIES =
            List.of("light", "machines that learn", "how cells divide", "prime numbers", "climate");

    private static final String SCRIPT = """
            const frame = () => new Promise(requestAnimationFrame);
            const {store, act, view} = sextant;
            const still = async () => { while (!view.map.stage.isStill()) await frame(); };

            async function ready() {
              const start = performance.getEntriesByName('map-drawn')[0];
              return [start.startTime];
            }

            // A turn of 60 small steps: the times between frames.
            async function turn() {
              await still();
              const times = [];
              let last = await frame();
              for (let i = 0; i < 60; i++) {
                view.map.stage.nudge(0.06, 0.02);
                const now = await frame();
                times.push(now - last);
                last = now;
              }
              await still();
              return times.slice(5);
            }

            // All dots, until they are there: reading a pixel waits for them.
            async function drawWhole() {
              await still();
              const gl = document.getElementById('dots').getContext('webgl2');
              const times = [];
              for (let i = 0; i < 5; i++) {
                const start = performance.now();
                view.map.stage.draw();
                gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
                times.push(performance.now() - start);
              }
              return times;
            }

            // From the last key to the frame in which the hits glow.
            async function search(query) {
              await still();
              const before = store.state.hits;
              const field = document.getElementById('query');
              const start = performance.now();
              field.value = query;
              field.dispatchEvent(new Event('input'));
              while (store.state.hits === before) await frame();
              await frame();
              await frame();
              return [performance.now() - start];
            }

            // From the click to the frame that has the text.
            async function clicks() {
              act.search('');
              const times = [];
              for (let i = 0; i < 9; i++) {
                await still();
                const start = performance.now();
                const row = store.state.points.rows[i * 31];
                act.read(row);
                while (store.state.open?.row !== row) await frame();
                await frame();
                times.push(performance.now() - start);
              }
              return times;
            }
            """;

    private ExplorerTimes() {}

    public static void main(String[] arguments) {
        System.out.println(
                "| collection | first map, cold | first map, warm | frame p50 | frame p95 | whole map drawn | keystroke to hits | click to text |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        for (String collection : Arrays.asList(arguments).subList(1, arguments.length)) {
            System.out.println(row(arguments[0], collection));
        }
    }

    private static String row(String server, String collection) {
        String address = "%s/explorer/#c=%s".formatted(server, collection);
        double cold = median(visits(address, true));
        double warm = median(visits(address, false));
        ChromeDriver browser = Chromium.start(Look.DESKTOP);
        try {
            open(browser, address);
            double[] frames = numbers(browser, "turn");
            return "| %s | %.0f ms | %.0f ms | %.0f ms | %.0f ms | %.0f ms | %.0f ms | %.0f ms |"
                    .formatted(
                            collection,
                            cold,
                            warm,
                            quantile(frames, 0.5),
                            quantile(frames, 0.95),
                            median(numbers(browser, "drawWhole")),
                            median(keystrokes(browser)),
                            median(numbers(browser, "clicks")));
        } finally {
            browser.quit();
        }
    }

    /// Milliseconds from the start of the navigation to the drawn map.
    private static double[] visits(String address, boolean isCold) {
        double[] times = new double[VISITS];
        ChromeDriver browser = Chromium.start(Look.DESKTOP);
        try {
            open(browser, address);
            for (int i = 0; i < VISITS; i++) {
                browser.executeCdpCommand("Network.setCacheDisabled", Map.of("cacheDisabled", isCold));
                browser.get("about:blank");
                open(browser, address);
                times[i] = numbers(browser, "ready")[0];
            }
        } finally {
            browser.quit();
        }
        return times;
    }

    private static double[] keystrokes(ChromeDriver browser) {
        List<Double> times = new ArrayList<>();
        for (String query : QUERIES) {
            times.add(numbers(browser, "search", query)[0]);
        }
        return times.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static void open(ChromeDriver browser, String address) {
        browser.manage().timeouts().scriptTimeout(PATIENCE);
        browser.get(address);
        new WebDriverWait(browser, PATIENCE)
                .until(page ->
                        !page.findElements(By.cssSelector("html[data-ready]")).isEmpty());
    }

    /// Runs one of the script's functions in the page.
    private static double[] numbers(ChromeDriver browser, String function, Object... given) {
        String script =
                "%s; const done = arguments[arguments.length - 1]; %s(...[...arguments].slice(0, -1)).then(done);"
                        .formatted(SCRIPT, function);
        List<?> values = (List<?>) Objects.requireNonNull(browser.executeAsyncScript(script, given));
        return values.stream()
                .mapToDouble(value -> ((Number) value).doubleValue())
                .toArray();
    }

    private static double median(double[] values) {
        return quantile(values, 0.5);
    }

    private static double quantile(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
    }
}

package dev.sextant.explorer;

import dev.sextant.Client;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.Rectangle;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

/// A person at a browser: opens the page, looks, clicks, types. Elements are named by CSS selectors.
///
/// ```java
/// try (Browser browser = Browser.open(Look.DESKTOP.dark())) {
///     browser.visit("/explorer/");
///     browser.click("#bar button");
///     assertThat(browser.look("opened").inkShare()).isPositive();
///     assertThat(browser.complaints()).isEmpty();
/// }
/// ```
///
/// Waits are long, since machines that run tests are slow; they end as soon as what is waited for is there.
final class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    /// Runs axe-core and hands back what is serious, each with the elements at fault.
    private static final String AXE = "const done = arguments[arguments.length - 1];"
            + "axe.run().then(report => done(report.violations"
            + ".filter(fault => ['serious', 'critical'].includes(fault.impact))"
            + ".map(fault => fault.id + ': ' + fault.help + ' '"
            + " + fault.nodes.map(node => node.target.join(' ') + ' ' + (node.any[0]?.message ?? '')).join(' | '))));";

    private final ChromeDriver driver;
    private final WebDriverWait wait;
    private final List<String> complaints = new ArrayList<>();

    private Browser(ChromeDriver driver) {
        this.driver = driver;
        this.wait = new WebDriverWait(driver, PATIENCE);
        wait.ignoring(StaleElementReferenceException.class);
        driver.manage().timeouts().scriptTimeout(PATIENCE);
    }

    /// Skips the test, or fails it on CI, where there is no Chromium.
    static Browser open(Look look) {
        ChromeDriver driver = Chromium.start(look);
        driver.executeCdpCommand("Emulation.setDeviceMetricsOverride", look.metrics());
        driver.executeCdpCommand("Emulation.setEmulatedMedia", look.media());
        return new Browser(driver);
    }

    /// Opens a page of the server under test and waits for the map to be drawn, or for the reason why it is not.
    ///
    /// @param path with its query, such as `/explorer/?collection=sample`
    void visit(String path) {
        go(path);
        await("html[data-ready]");
    }

    /// Opens a page of the server under test and waits for nothing more than its load.
    void go(String path) {
        driver.get("http://localhost:%d%s".formatted(Client.port(), path));
    }

    /// The first such element, once it is there and seen.
    WebElement await(String selector) {
        wait.withMessage(() -> selector + " is not to be seen")
                .until(page -> seen(selector).isPresent());
        return seen(selector).orElseThrow();
    }

    private Optional<WebElement> seen(String selector) {
        return all(selector).stream().filter(WebElement::isDisplayed).findFirst();
    }

    /// Waits until what is read from the page is as it should be.
    void await(String what, BooleanSupplier isSo) {
        wait.withMessage(() -> "this did not come true: " + what).until(page -> isSo.getAsBoolean());
    }

    /// All such elements that are there now, seen or not.
    List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    /// What a person reads in the first such element, once it is seen.
    String read(String selector) {
        return await(selector).getText();
    }

    void click(String selector) {
        await(selector).click();
    }

    /// Clicks at a place of an element, in pixels from its top left.
    void clickAt(String selector, int x, int y) {
        over(selector, x, y).click().perform();
    }

    /// Moves the pointer to a place of an element, in pixels from its top left.
    void pointAt(String selector, int x, int y) {
        over(selector, x, y).perform();
    }

    private Actions over(String selector, int x, int y) {
        WebElement element = await(selector);
        Rectangle box = element.getRect();
        return new Actions(driver).moveToElement(element, x - box.width / 2, y - box.height / 2);
    }

    /// Types into an element. Files are chosen the same way, by their absolute paths.
    void type(String selector, CharSequence... keys) {
        await(selector).sendKeys(keys);
    }

    /// Types into whatever has the focus; special keys are in `org.openqa.selenium.Keys`.
    void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /// Runs a script in the page, with what it returns; `arguments[0]` is the first argument.
    @Nullable
    Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    String address() {
        return Objects.requireNonNull(driver.getCurrentUrl());
    }

    /// The driver, for what has no method here.
    ChromeDriver driver() {
        return driver;
    }

    /// What is to be seen now; kept as `target/screenshots/{name}.png`.
    Picture look(String name) {
        try {
            byte[] png = driver.getScreenshotAs(OutputType.BYTES);
            Files.createDirectories(SCREENSHOTS);
            Files.write(SCREENSHOTS.resolve(name + ".png"), png);
            return new Picture(ImageIO.read(new ByteArrayInputStream(png)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The part of a picture that the first such element covers now.
    Picture look(String name, String selector) {
        Rectangle box = await(selector).getRect();
        return look(name).cut(box.x, box.y, box.width, box.height);
    }

    /// What the browser has complained of since it was opened: errors of scripts, files that are missing, and whatever
    /// the page tried against its policy.
    List<String> complaints() {
        for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
            if (entry.getLevel().intValue() >= Level.SEVERE.intValue()
                    || entry.getMessage().contains("Content Security Policy")) {
                complaints.add(entry.getMessage());
            }
        }
        return List.copyOf(complaints);
    }

    /// Faults of accessibility that axe-core calls serious or critical, in the page as it is now.
    @SuppressWarnings("unchecked")
    List<String> barriers() {
        driver.executeScript(axe());
        return (List<String>) Objects.requireNonNull(driver.executeAsyncScript(AXE));
    }

    private static String axe() {
        try (InputStream in = Browser.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}

package dev.sextant.explorer;

import dev.sextant.Installed;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/// Finds this machine's Chromium and starts it. Where there is none a test is skipped, which is a failure on CI.
final class Chromium {
    /// It draws by software, so that machines without a graphics card show the same; it talks to nobody but our server.
    private static final List<String> FLAGS = List.of(
            "--headless=new",
            "--no-sandbox",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-quic",
            "--no-first-run",
            "--no-proxy-server",
            "--force-color-profile=srgb",
            "--hide-scrollbars");

    private static final List<String> DRAWS =
            List.of("--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader");
    private static final List<String> DRAWS_NOT = List.of("--disable-3d-apis");

    private Chromium() {}

    static ChromeDriver start(Look look) {
        Path browser = Installed.program("chromium", "chromium", "chromium-browser", "google-chrome");
        Path driver = Installed.program("chromium-driver", "chromedriver");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(browser.toFile());
        options.addArguments(FLAGS);
        options.addArguments(look.hasWebGl() ? DRAWS : DRAWS_NOT);
        options.addArguments("--window-size=%d,%d".formatted(look.width(), look.height()));
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(driver.toFile())
                .usingAnyFreePort()
                .build();
        return new ChromeDriver(service, options);
    }
}

package dev.sextant.explorer;

import java.util.List;
import java.util.Map;

/// How a person's browser is set up.
///
/// @param width, height of the page, in pixels; a pixel of the page is one of the screenshot
/// @param isDark what the system prefers
/// @param isStill whether the system asks for reduced motion
/// @param hasWebGl `false` switches it off, as on a machine that cannot draw
record Look(int width, int height, boolean isDark, boolean isStill, boolean hasWebGl) {
    /// A laptop in daylight.
    static final Look DESKTOP = new Look(1280, 800, false, false, true);

    static final Look PHONE = new Look(390, 844, false, false, true);

    Look dark() {
        return new Look(width, height, true, isStill, hasWebGl);
    }

    Look still() {
        return new Look(width, height, isDark, true, hasWebGl);
    }

    Look withoutWebGl() {
        return new Look(width, height, isDark, isStill, false);
    }

    /// Parameters of `Emulation.setEmulatedMedia`.
    Map<String, Object> media() {
        return Map.of(
                "features",
                List.of(
                        Map.of("name", "prefers-color-scheme", "value", isDark ? "dark" : "light"),
                        Map.of("name", "prefers-reduced-motion", "value", isStill ? "reduce" : "no-preference")));
    }

    /// Parameters of `Emulation.setDeviceMetricsOverride`; a window cannot be as narrow as a phone.
    Map<String, Object> metrics() {
        return Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false);
    }
}

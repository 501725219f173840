package dev.sextant.explorer;

import java.awt.image.BufferedImage;
import java.util.HashMap;
import java.util.Map;

/// Pixels as a person sees them, by which tests tell that something was drawn.
final class Picture {
    private static final int RGB = 0xffffff;

    private final BufferedImage image;

    Picture(BufferedImage image) {
        this.image = image;
    }

    int width() {
        return image.getWidth();
    }

    int height() {
        return image.getHeight();
    }

    /// @return `0xRRGGBB`
    int colorAt(int x, int y) {
        return image.getRGB(x, y) & RGB;
    }

    /// Color, as `0xRRGGBB`, to the number of its pixels.
    Map<Integer, Integer> colors() {
        Map<Integer, Integer> colors = new HashMap<>();
        for (int y = 0; y < height(); y++) {
            for (int x = 0; x < width(); x++) {
                colors.merge(colorAt(x, y), 1, Integer::sum);
            }
        }
        return colors;
    }

    /// The color with the most pixels.
    int background() {
        return mostFrequent().getKey();
    }

    /// How much of the picture is something other than its background, from 0 to 1.
    double inkShare() {
        return 1 - (double) mostFrequent().getValue() / (width() * height());
    }

    private Map.Entry<Integer, Integer> mostFrequent() {
        return colors().entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
    }

    /// How many pixels differ from those of a picture of the same size.
    int pixelsUnlike(Picture other) {
        int unlike = 0;
        for (int y = 0; y < height(); y++) {
            for (int x = 0; x < width(); x++) {
                unlike += colorAt(x, y) == other.colorAt(x, y) ? 0 : 1;
            }
        }
        return unlike;
    }

    Picture cut(int left, int top, int width, int height) {
        return new Picture(image.getSubimage(left, top, width, height));
    }
}

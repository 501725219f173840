package dev.sextant.scale;

import java.util.List;

/// A picture of values over time, as SVG: panels below each other with one axis of time. It brings its own colors, for
/// readers with light and with dark pages.
final class Chart {
    private static final int WIDTH = 960;
    private static final int LEFT = 64;
    private static final int RIGHT = 20;
    private static final int TOP = 60;
    private static final int PANEL = 130;
    private static final int GAP = 62;
    private static final int NAMES = 170;
    private static final int WIDEST_LETTER = 8;
    private static final int TIME_STEP_SECONDS = 30;

    private static final String STYLE = """
            svg { --page: #ffffff; --ink: #1f2328; --faint: #59636e; --grid: #d8dee4; --a: #0969da; --b: #bc4c00; --c: #8c959f; }
            @media (prefers-color-scheme: dark) {
              svg { --page: #0d1117; --ink: #f0f6fc; --faint: #9198a1; --grid: #30363d; --a: #58a6ff; --b: #f0883e; --c: #6e7681; }
            }
            text { font: 13px system-ui, sans-serif; fill: var(--faint); }
            .title { font-weight: 600; font-size: 14px; fill: var(--ink); }
            .grid { stroke: var(--grid); }
            path { fill: none; stroke-width: 1.8; stroke-linejoin: round; }
            .a { stroke: var(--a); } .b { stroke: var(--b); stroke-dasharray: 5 3; } .c { stroke: var(--c); }
            .area { fill: var(--a); fill-opacity: .22; stroke: var(--a); }
            .mark { stroke: var(--b); stroke-width: 1.2; stroke-dasharray: 2 3; }
            """;

    /// How a line looks.
    enum Look {
        AREA("area"),
        FIRST("a"),
        DASHED("b"),
        PALE("c");

        private final String style;

        Look(String style) {
            this.style = style;
        }
    }

    /// @param values one a second, NaN where there is none
    /// @param isStepped whether a value holds until the next one
    record Line(String name, Look look, boolean isStepped, List<Double> values) {

        static Line of(String name, Look look, List<Double> values) {
            return new Line(name, look, false, values);
        }

        static Line stepped(String name, Look look, List<Double> values) {
            return new Line(name, look, true, values);
        }
    }

    /// @param lines those below come first
    record Panel(String title, Axis axis, List<Line> lines) {}

    private final String title;
    private final List<Panel> panels;
    private final int seconds;
    private final List<Double> marks;
    private final StringBuilder svg = new StringBuilder();

    private Chart(String title, List<Panel> panels, int seconds, List<Double> marks) {
        this.title = title;
        this.panels = panels;
        this.seconds = seconds;
        this.marks = marks;
    }

    /// @param seconds length of the axis of time
    /// @param marks seconds that a line down the picture shows
    static String svg(String title, List<Panel> panels, int seconds, List<Double> marks) {
        return new Chart(title, panels, seconds, marks).draw();
    }

    private String draw() {
        int height = TOP + panels.size() * (PANEL + GAP) - 10;
        add("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\">".formatted(WIDTH, height));
        add("<title>%s</title>".formatted(title));
        add("<style>\n" + STYLE + "</style>");
        add("<rect width=\"%d\" height=\"%d\" rx=\"8\" fill=\"var(--page)\"/>".formatted(WIDTH, height));
        add("<text class=\"title\" x=\"%d\" y=\"26\">%s</text>".formatted(LEFT, title));
        int top = TOP;
        for (Panel panel : panels) {
            draw(panel, top);
            top += PANEL + GAP;
        }
        return svg.append("</svg>\n").toString();
    }

    private void draw(Panel panel, int top) {
        add("<text class=\"title\" x=\"%d\" y=\"%d\">%s</text>".formatted(LEFT, top - 8, panel.title()));
        drawNames(panel.lines(), top - 8);
        for (double tick : panel.axis().ticks()) {
            double y = y(panel.axis(), top, tick);
            add(line("grid", LEFT, WIDTH - RIGHT, y, y));
            add(text("end", LEFT - 8, y + 4, panel.axis().label(tick)));
        }
        for (int second = 0; second <= seconds; second += TIME_STEP_SECONDS) {
            add(text("middle", x(second), top + PANEL + 18, second + " s"));
        }
        for (double mark : marks) {
            add(line("mark", x(mark), x(mark), top, top + PANEL));
        }
        for (Line line : panel.lines()) {
            add("<path class=\"%s\" d=\"%s\"/>".formatted(line.look().style, path(line, panel.axis(), top)));
        }
    }

    /// From left to right, above the panel.
    private void drawNames(List<Line> lines, int y) {
        int left = LEFT + NAMES;
        for (Line line : lines) {
            add("<path class=\"%s\" d=\"M%d %dh24\"/>".formatted(line.look().style, left, y - 4));
            add(text("start", left + 30, y, line.name()));
            left += 60 + WIDEST_LETTER * line.name().length();
        }
    }

    private String path(Line line, Axis axis, int top) {
        StringBuilder path = new StringBuilder();
        boolean isDrawing = false;
        for (int second = 0; second < line.values().size(); second++) {
            double value = line.values().get(second);
            if (!Double.isNaN(value)) {
                String x = number(x(second));
                String y = number(y(axis, top, value));
                String step = line.isStepped() ? "H%sV%s".formatted(x, y) : "L%s %s".formatted(x, y);
                path.append(isDrawing ? step : "M%s %s".formatted(x, y));
            }
            isDrawing = !Double.isNaN(value);
        }
        return path.append(end(line, top)).toString();
    }

    private String end(Line line, int top) {
        String end = line.isStepped() ? "H" + number(x(line.values().size())) : "";
        return line.look() == Look.AREA ? end + "V%dH%dZ".formatted(top + PANEL, LEFT) : end;
    }

    private double x(double second) {
        return LEFT + (WIDTH - LEFT - RIGHT) * second / seconds;
    }

    private static double y(Axis axis, int top, double value) {
        return top + PANEL * (1 - axis.height(value));
    }

    private static String line(String style, double fromX, double toX, double fromY, double toY) {
        return "<line class=\"%s\" x1=\"%s\" x2=\"%s\" y1=\"%s\" y2=\"%s\"/>"
                .formatted(style, number(fromX), number(toX), number(fromY), number(toY));
    }

    private static String text(String anchor, double x, double y, String text) {
        return "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>".formatted(number(x), number(y), anchor, text);
    }

    /// With one digit after the point, whatever the language of this machine.
    private static String number(double value) {
        return Double.toString(Math.rint(value * 10) / 10);
    }

    private void add(String element) {
        svg.append(element).append('\n');
    }
}

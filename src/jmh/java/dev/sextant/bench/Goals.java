package dev.sextant.bench;

import java.util.ArrayList;
import java.util.List;

/// Goals and what came of them, as a table.
final class Goals {
    private final List<String> rows = new ArrayList<>();

    Goals atLeast(String what, double goal, Spread found) {
        return add(what, "at least " + Spread.number(goal), found, found.median() >= goal);
    }

    Goals atMost(String what, double goal, Spread found) {
        return add(what, "at most " + Spread.number(goal), found, found.median() <= goal);
    }

    private Goals add(String what, String goal, Spread found, boolean isMet) {
        rows.add("| %s | %s | %s | %s |".formatted(what, goal, found, isMet ? "met" : "**missed**"));
        return this;
    }

    @Override
    public String toString() {
        return "| what | goal | median of the rounds (least to greatest) | |\n|---|---|---|---|\n"
                + String.join("\n", rows) + "\n";
    }
}

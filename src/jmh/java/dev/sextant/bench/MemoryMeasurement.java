package dev.sextant.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How much memory a server has: before anything was asked, with its model, at most under load, and afterwards.
final class MemoryMeasurement implements Measurement {
    private static final long SETTLE_MILLIS = 3_000;

    @Override
    public String title() {
        return "Memory of a server";
    }

    @Override
    public String measure(Setting setting) throws IOException, InterruptedException {
        Map<String, List<Double>> found = new LinkedHashMap<>();
        for (int round = 1; round <= setting.rounds(); round++) {
            System.err.printf("Round %d of %d%n", round, setting.rounds());
            try (Server server = Server.start(setting, setting.modelFlag(), "-Dsextant.model.preload=false")) {
                add(found, "started, no model", settled(server).residentMib());
                try (Connection connection = server.connect()) {
                    connection.send(Connection.embed(List.of("north by north-west")));
                }
                add(found, "one text embedded", settled(server).residentMib());
                HttpMeasurement.load(setting, server).run(setting.logs().resolve("memory.log"));
                ProcessStatus after = settled(server);
                add(found, "at most under the load of `http`", after.peakMib());
                add(found, "afterwards", after.residentMib());
            }
        }
        StringBuilder table = new StringBuilder("| %s, default heap, %d rounds | resident, MiB |\n|---|---|\n"
                .formatted(setting.model(), setting.rounds()));
        found.forEach((when, mib) -> table.append("| %s | %s |\n".formatted(when, Spread.of(mib))));
        return table.toString();
    }

    private static void add(Map<String, List<Double>> found, String when, double mib) {
        found.computeIfAbsent(when, _ -> new ArrayList<>()).add(mib);
    }

    private static ProcessStatus settled(Server server) throws IOException, InterruptedException {
        Thread.sleep(SETTLE_MILLIS);
        return server.status();
    }
}

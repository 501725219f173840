package dev.sextant.job;

import dev.sextant.fuzz.FileTarget;
import dev.sextant.fuzz.FuzzTarget;
import dev.sextant.fuzz.RequestTarget;

/// The files that jobs are kept in.
public final class JobTarget {
    private static final String ID = "00000000-0000-0000-0000-000000000001";

    private JobTarget() {}

    public static FuzzTarget files() {
        return new FileTarget(
                "jobs/%s.json".formatted(ID),
                JobFiles.class,
                folder -> {
                    JobFiles files = new JobFiles(folder.resolve("jobs"), RequestTarget.JSON);
                    files.find(ID);
                    files.read();
                    files.prune();
                },
                """
                {"id": "%s", "kind": "map", "collection": "books", "stage": "layout", "done": 1, "total": 2, "etaSeconds": 0.5,
                 "state": "running", "createdAt": "2026-01-31T00:00:00Z"}""".formatted(ID),
                """
                {"id": "%s", "kind": "reembed", "collection": "books", "stage": "", "done": 0, "state": "failed",
                 "createdAt": "2026-01-31T00:00:00Z",
                 "error": {"code": "internal", "type": "urn", "title": "t", "status": 500, "detail": "d"}}""".formatted(ID));
    }
}

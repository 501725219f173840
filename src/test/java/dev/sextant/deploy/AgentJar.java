package dev.sextant.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/// [NameWatch] and what it needs, as a JVM takes an agent.
final class AgentJar {
    private static final List<Class<?>> CLASSES = List.of(
            NameWatch.class,
            WatchedCall.class,
            NameLog.class,
            NameLog.Line.class,
            AskedName.class,
            AskedName.Kind.class);

    private AgentJar() {}

    static Path in(Path folder) throws IOException {
        Path jar = folder.resolve("agent.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out, manifest())) {
            for (Class<?> type : CLASSES) {
                String file = type.getName().replace('.', '/') + ".class";
                entries.putNextEntry(new ZipEntry(file));
                try (InputStream in =
                        Objects.requireNonNull(type.getClassLoader().getResourceAsStream(file), file)) {
                    in.transferTo(entries);
                }
            }
        }
        return jar;
    }

    private static Manifest manifest() {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", NameWatch.class.getName());
        return manifest;
    }
}

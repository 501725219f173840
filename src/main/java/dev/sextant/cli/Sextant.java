package dev.sextant.cli;

import dev.sextant.Fault;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigValidationException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine;

/// Entry point of the commands that run in a process of their own; the script `sextant` knows the others.
@CommandLine.Command(
        name = "./sextant",
        subcommands = {
            EmbedCommand.class,
            CompareCommand.class,
            IngestCommand.class,
            SearchCommand.class,
            ProjectCommand.class,
            CalibrateCommand.class,
            FuseCommand.class
        })
public final class Sextant {
    /// Of every command.
    @CommandLine.Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = CommandLine.ScopeType.INHERIT,
            description = "Show this text.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it.
    private boolean help;

    Sextant() {}

    /// @param args a command and its options; the process exits with 0, with 1 where the work failed, or with 2 where
    ///     the arguments are wrong
    public static void main(String[] args) {
        // Standard output carries the answer; the libraries' news would end up between its lines.
        Logger.getLogger("").setLevel(Level.SEVERE);
        CommandLine commands = new CommandLine(new Sextant());
        commands.setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println("sextant: " + explained(failure));
            return CommandLine.ExitCode.SOFTWARE;
        });
        System.exit(commands.execute(args));
    }

    private static String explained(Exception failure) throws Exception {
        return switch (failure) {
            case Fault fault -> fault.detail();
            case NoSuchFileException missing -> missing.getFile() + " is not there";
            case AccessDeniedException denied -> denied.getFile() + " cannot be read: permission denied";
            case IOException broken -> String.valueOf(broken.getMessage());
            case ConfigurationException misconfigured -> String.valueOf(misconfigured.getMessage());
            case ConfigValidationException wrong ->
                IntStream.range(0, wrong.getProblemCount())
                        .mapToObj(i -> wrong.getProblem(i).getMessage())
                        .collect(Collectors.joining("; "));
            default -> throw failure;
        };
    }
}

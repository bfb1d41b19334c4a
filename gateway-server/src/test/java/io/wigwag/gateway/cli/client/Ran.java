package io.wigwag.gateway.cli.client;

import io.wigwag.gateway.cli.Subcommand;
import io.wigwag.gateway.cli.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/// A command that has run in this process, and what it wrote.
public record Ran(int status, String out, String err) {
    public static Ran of(Subcommand command, String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        command.attach(new Terminal(new PrintWriter(out), new PrintWriter(err)));
        var status = new CommandLine(command)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Ran(status, out.toString(), err.toString());
    }
}

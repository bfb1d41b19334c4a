package io.wigwag.gateway.cli.doctor;

import io.wigwag.gateway.cli.ExitStatus;
import io.wigwag.gateway.cli.client.Gateway;
import io.wigwag.gateway.cli.client.GatewayCommand;
import io.wigwag.gateway.cli.client.GatewayOption;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/// `./wigwag doctor`: a line for each thing that was looked at. It changes nothing.
@Command(
        name = "doctor",
        description = "Looks whether all is well, and says what to do where it is not.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            GatewayOption.SAID,
            "Each line begins with ok, warn or fail. Run it where the gateway runs, or is to run.",
            "Exit status by the worst line: 0 all ok, 5 a warning, 1 a failure; 2 not understood."
        })
public final class DoctorCommand extends GatewayCommand {
    private final Map<String, String> environment;
    private final InstantSource clock;

    public DoctorCommand() {
        this(System.getenv(), InstantSource.system());
    }

    DoctorCommand(Map<String, String> environment, InstantSource clock) {
        super(environment);
        this.environment = Map.copyOf(environment);
        this.clock = clock;
    }

    @Override
    protected int run(Gateway gateway) throws InterruptedException, IOException {
        var findings = findings(gateway);
        findings.forEach(finding -> say(json() ? finding.json().toString() : finding.line()));
        var worst = findings.stream().map(Finding::verdict).max(Comparator.naturalOrder());
        return switch (worst.orElse(Finding.Verdict.OK)) {
            case OK -> ExitStatus.OK;
            case WARN -> ExitStatus.DOUBTFUL;
            case FAIL -> ExitStatus.FAILED;
        };
    }

    private List<Finding> findings(Gateway gateway) throws InterruptedException, IOException {
        var findings = new ArrayList<Finding>();
        findings.add(HouseChecks.java(Runtime.version().feature()));
        var house = new HouseChecks(environment, option().folder());
        var config = house.settings(findings);
        findings.addAll(house.folder());
        var running = new GatewayChecks(gateway, clock);
        if (running.lives(findings)) {
            findings.addAll(running.readiness());
            findings.addAll(running.devices());
        } else if (config.isPresent()) {
            findings.add(HouseChecks.port(config.get().http()));
            findings.add(house.store(config.get().store()));
        }
        return findings;
    }
}

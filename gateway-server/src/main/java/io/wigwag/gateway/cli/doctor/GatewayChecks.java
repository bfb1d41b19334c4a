package io.wigwag.gateway.cli.doctor;

import io.wigwag.gateway.cli.client.CallFailed;
import io.wigwag.gateway.cli.client.Device;
import io.wigwag.gateway.cli.client.Gateway;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a gateway that runs says of itself and of its devices.
final class GatewayChecks {
    private static final int GOOD = 200;
    private static final Duration NOTICEABLE = Duration.ofSeconds(3);
    private static final Duration HARMFUL = Duration.ofMinutes(1);

    private final Gateway gateway;
    private final InstantSource clock;

    GatewayChecks(Gateway gateway, InstantSource clock) {
        this.gateway = gateway;
        this.clock = clock;
    }

    /// Whether there is one that lives.
    boolean lives(List<Finding> findings) throws InterruptedException {
        try {
            var answer = gateway.ask("/livez");
            findings.add(
                    answer.status() == GOOD
                            ? Finding.ok("gateway", "lives at " + gateway.url())
                            : Finding.fail("gateway", "answers " + answer.status() + " at " + gateway.url(), ""));
            clock(answer).ifPresent(findings::add);
            return answer.status() == GOOD;
        } catch (CallFailed absent) {
            findings.add(Finding.fail("gateway", sentence(absent), ""));
            return false;
        }
    }

    /// Whether it takes requests, and what it needs for them.
    List<Finding> readiness() throws InterruptedException {
        var findings = new ArrayList<Finding>();
        try {
            gateway.ask("/readyz")
                    .body()
                    .path("checks")
                    .propertyStream()
                    .forEach(check -> findings.add(
                            readiness(check.getKey(), check.getValue().asString(""))));
        } catch (CallFailed failed) {
            findings.add(Finding.fail("gateway", sentence(failed), ""));
        }
        return findings;
    }

    private static Finding readiness(String name, String found) {
        return found.equals("ok")
                ? Finding.ok(name, "ready")
                : Finding.fail(name, found, "The gateway's log says more; until then it refuses requests.");
    }

    /// Two machines whose clocks differ mistrust each other's signatures and times.
    private Optional<Finding> clock(Gateway.Answer answer) {
        var date = answer.headers().get("date");
        if (date == null) {
            return Optional.empty();
        }
        try {
            var theirs = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
            return Optional.of(offset(Duration.between(theirs, clock.instant()).abs()));
        } catch (DateTimeException noDate) {
            return Optional.of(
                    Finding.warn("clock", "the gateway says the time in a form of its own", "Is it behind a proxy?"));
        }
    }

    private static Finding offset(Duration offset) {
        var found = "the gateway's clock and ours differ by " + offset.toSeconds() + " s";
        if (offset.compareTo(HARMFUL) >= 0) {
            return Finding.fail("clock", found, "Set both by NTP: webhooks' signatures are refused otherwise.");
        }
        return offset.compareTo(NOTICEABLE) >= 0
                ? Finding.warn("clock", found, "Set both by NTP.")
                : Finding.ok("clock", found);
    }

    /// How each device is; also whether the key is taken.
    List<Finding> devices() throws InterruptedException {
        try {
            var devices = gateway.devices().list();
            if (devices.isEmpty()) {
                return List.of(Finding.ok("devices", "none yet; ./wigwag pair makes one"));
            }
            var findings = new ArrayList<Finding>();
            devices.stream().map(GatewayChecks::device).forEach(findings::add);
            for (var device : devices) {
                if (device.status().isLetIn()) {
                    serverClock(device).ifPresent(findings::add);
                }
            }
            return findings;
        } catch (CallFailed refused) {
            return List.of(Finding.fail("key", sentence(refused), ""));
        }
    }

    /// What a device has seen of WhatsApp's clock, where it is off.
    private Optional<Finding> serverClock(Device device) throws CallFailed, InterruptedException {
        var told = gateway.devices().health(device.id()).path("clockOffset").asStringOpt();
        try {
            return told.map(Duration::parse)
                    .map(Duration::abs)
                    .filter(offset -> offset.compareTo(HARMFUL) >= 0)
                    .map(offset -> Finding.warn(
                            "clock",
                            "WhatsApp's clock and the gateway's differ by " + offset.toSeconds() + " s",
                            "Set the gateway's by NTP: linking by code and times of messages depend on it."));
        } catch (DateTimeException noDuration) {
            return Optional.of(Finding.warn("clock", "the gateway tells its offset in a form of its own", ""));
        }
    }

    private static Finding device(Device device) {
        var status = device.status();
        var found = device.called() + " is " + status.state().replace('_', ' ');
        if (status.isLetIn()) {
            return Finding.ok("device", found);
        }
        return status.isUnderWay() || status.isAtRest()
                ? Finding.warn("device", found, status.nextStep())
                : Finding.fail("device", found, status.nextStep());
    }

    private static String sentence(CallFailed failed) {
        var message = String.valueOf(failed.getMessage()).replace("\n", " ");
        return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    }
}

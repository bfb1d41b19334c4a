package io.wigwag.core.media;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Where an account takes its files, and the word by which it shows whose they are.
///
/// @param hosts in the order in which to try them; at least one
/// @param auth secret; empty where nobody has given one
/// @param life how long to go by this before asking again
public record MediaHosts(List<MediaHost> hosts, String auth, Duration life) {
    /// What every client knows: good for downloads, which need no word.
    public static final MediaHosts WELL_KNOWN = new MediaHosts(
            List.of(new MediaHost("mmg.whatsapp.net", false), new MediaHost("mmg-fallback.whatsapp.net", true)),
            "",
            Duration.ZERO);

    private static final Duration LONGEST = Duration.ofHours(6);

    public MediaHosts {
        if (hosts.isEmpty()) {
            throw new IllegalArgumentException("hosts: none (expected: at least one)");
        }
        hosts = List.copyOf(hosts);
    }

    /// Reads what stands in the answer to [MediaHostsQuery]. Those meant for when others fail come last.
    static MediaHosts read(Node result) throws MalformedNode {
        var answer = result.requireChild("media_conn");
        var first = new ArrayList<MediaHost>();
        var last = new ArrayList<MediaHost>();
        for (var host : answer.children("host")) {
            var name = host.attributes().requireText("hostname");
            if (!MediaHost.isName(name)) {
                throw new MalformedNode("host: attribute hostname names no host");
            }
            var fallback = host.attributes().is("type", "fallback");
            (fallback ? last : first).add(new MediaHost(name, fallback));
        }
        if (first.isEmpty() && last.isEmpty()) {
            throw new MalformedNode("media_conn: no host");
        }
        var seconds = Math.clamp(answer.attributes().requireNumber("ttl"), 0, LONGEST.toSeconds());
        return new MediaHosts(
                Stream.concat(first.stream(), last.stream()).toList(),
                answer.attributes().requireText("auth"),
                Duration.ofSeconds(seconds));
    }

    @Override
    public String toString() {
        return "MediaHosts" + hosts;
    }
}

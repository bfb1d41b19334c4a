package io.wigwag.core.people;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.stanza.Iq;
import io.wigwag.core.stanza.IqQuestion;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/// Asks whether the account is in time lock. The answer is JSON; of its few flat fields the two that count are picked
/// out by name, wherever they stand:
/// `{"data":{"xwa2_fetch_account_reachout_timelock":{"is_active":true,"time_enforcement_ends":"1763712000"}}}`.
public record TimeLockQuery() implements IqQuestion<TimeLock> {
    private static final String DOCUMENT = "23983697327930364";
    private static final Pattern SUBJECT = Pattern.compile("\"xwa2_(?:fetch|notify)_account_reachout_timelock\"");
    private static final Pattern ACTIVE = Pattern.compile("\"is_active\"\\s*:\\s*(true|false)");
    private static final Pattern ENDS = Pattern.compile("\"time_enforcement_ends\"\\s*:\\s*\"?(\\d{1,11})\"?");

    @Override
    public Node toNode(String id) {
        return Iq.get(id, "w:mex")
                .child(Node.tag("query").attribute("query_id", DOCUMENT).text("{\"variables\":{}}"))
                .build();
    }

    @Override
    public TimeLock read(Node result) throws MalformedNode {
        return of(result.requireChild("result").requireText());
    }

    /// What an answer says, or a push of the same subject.
    static TimeLock of(String json) throws MalformedNode {
        var active = ACTIVE.matcher(json);
        if (!SUBJECT.matcher(json).find() || !active.find()) {
            throw new MalformedNode("result: nothing about a time lock");
        }
        if (active.group(1).equals("false")) {
            return TimeLock.NONE;
        }
        var ends = ENDS.matcher(json);
        var seconds = ends.find() ? Long.parseLong(ends.group(1)) : 0;
        return new TimeLock(true, seconds == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(seconds)));
    }
}

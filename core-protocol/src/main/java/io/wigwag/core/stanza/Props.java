package io.wigwag.core.stanza;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Switches of the server by their numbers; names never travel. Whoever asks for one says what holds where the server
/// is silent.
///
/// @param hash what the next question names, as `refreshId`
/// @param refresh after how long the server wants to be asked again
/// @param delta whether these only add to what was known before
public record Props(
        Map<Integer, String> values,
        Optional<String> hash,
        Optional<String> refreshId,
        Optional<Duration> refresh,
        boolean delta) {
    public static final Props NONE = new Props(Map.of(), Optional.empty(), Optional.empty(), Optional.empty(), false);

    private static final Set<String> TRUE = Set.of("1", "true", "True");
    private static final Pattern LEADING_NUMBER = Pattern.compile("\\s*(-?\\d{1,18}).*", Pattern.DOTALL);

    public Props {
        values = Map.copyOf(values);
    }

    /// Switches only: sampling rates, which stand among them, and what has no number are left out.
    static Props read(Node props) throws MalformedNode {
        var values = new HashMap<Integer, String>();
        for (var prop : props.children("prop")) {
            var code = Lenient.number(prop, "config_code");
            if (code.isPresent()) {
                values.put(code.getAsInt(), prop.attributes().requireText("config_value"));
            }
        }
        var attributes = props.attributes();
        var refresh = Lenient.number(props, "refresh");
        return new Props(
                values,
                attributes.text("hash"),
                attributes.text("refresh_id"),
                refresh.isPresent() ? Optional.of(Duration.ofSeconds(refresh.getAsInt())) : Optional.empty(),
                attributes.is("delta_update", "true"));
    }

    /// What holds after this answer: all of it, and what was known before where this is only a change to it.
    public Props after(Props known) {
        if (!delta) {
            return this;
        }
        var all = new HashMap<>(known.values);
        all.putAll(values);
        return new Props(
                all,
                hash.or(() -> known.hash),
                refreshId.or(() -> known.refreshId),
                refresh.or(() -> known.refresh),
                false);
    }

    public boolean flag(int code, boolean silent) {
        var value = values.get(code);
        return value == null ? silent : TRUE.contains(value);
    }

    /// A number; what follows the digits is ignored, and a value without any is silence.
    public long number(int code, long silent) {
        var value = values.get(code);
        if (value == null) {
            return silent;
        }
        var digits = LEADING_NUMBER.matcher(value);
        return digits.matches() ? Long.parseLong(digits.group(1)) : silent;
    }

    public String text(int code, String silent) {
        return values.getOrDefault(code, silent);
    }
}

package io.wigwag.core.message.codec;

import io.wigwag.core.message.content.Album;
import io.wigwag.core.message.content.CallRecord;
import io.wigwag.core.message.content.Change;
import io.wigwag.core.message.content.Comment;
import io.wigwag.core.message.content.Contacts;
import io.wigwag.core.message.content.Content;
import io.wigwag.core.message.content.Event;
import io.wigwag.core.message.content.Internal;
import io.wigwag.core.message.content.Invite;
import io.wigwag.core.message.content.Media;
import io.wigwag.core.message.content.Offer;
import io.wigwag.core.message.content.Place;
import io.wigwag.core.message.content.Poll;
import io.wigwag.core.message.content.Raw;
import io.wigwag.core.message.content.Reaction;
import io.wigwag.core.message.content.Reply;
import io.wigwag.core.message.content.SealedAddOn;
import io.wigwag.core.message.content.Setting;
import io.wigwag.core.message.content.Text;

/// Which contents carry a secret: all that can be voted on, answered, commented or reported. What is only an add-on
/// itself has none.
final class Secrecy {
    private Secrecy() {}

    static boolean needsSecret(Content content) {
        return switch (content) {
            case Reaction _, SealedAddOn _, Internal _, CallRecord _, Change.Keep _ -> false;
            case Text _, Media _, Album _, Place _, Contacts _, Poll _, Event _, Comment _ -> true;
            case Invite _, Reply _, Offer _, Setting _, Change _, Raw _ -> true;
        };
    }
}

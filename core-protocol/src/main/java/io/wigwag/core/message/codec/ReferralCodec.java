package io.wigwag.core.message.codec;

import io.wigwag.core.message.content.AdReferral;
import io.wigwag.proto.e2e.ExternalAdReplyInfo;

/// The advertisement that brought somebody.
final class ReferralCodec {
    private ReferralCodec() {}

    static void write(AdReferral referral, ExternalAdReplyInfo.Builder out) {
        out.setTitle(referral.title())
                .setBody(referral.body())
                .setSourceType(referral.source().type())
                .setSourceId(referral.source().id())
                .setSourceUrl(referral.source().url())
                .setCtwaClid(referral.source().clickId());
        if (!referral.thumbnail().isEmpty()) {
            out.setThumbnail(ProtoValues.bytes(referral.thumbnail()));
        }
    }

    static AdReferral read(ExternalAdReplyInfo info) {
        return new AdReferral(
                info.getTitle(),
                info.getBody(),
                new AdReferral.Source(
                        info.getSourceType(), info.getSourceId(), info.getSourceUrl(), info.getCtwaClid()),
                ProtoValues.octets(info.getThumbnail()));
    }
}

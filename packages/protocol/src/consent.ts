/**
 * Purposes of processing, each decided alone (Luật 91/2025/QH15: no bundling, no default tick):
 * hội chẩn từ xa; chia sẻ hồ sơ và hình ảnh; ghi âm, ghi hình; đào tạo, nghiên cứu; hỗ trợ bằng AI.
 */
export const consentPurposes = ['teleconsultation', 'record-share', 'recording', 'teaching', 'ai-support'] as const;
/** What a consent is for; each is decided alone. */
export type ConsentPurpose = (typeof consentPurposes)[number];

/** Without these two (or a recorded emergency ground) nothing of the record leaves the requesting site. */
export const requiredPurposes = ['teleconsultation', 'record-share'] as const satisfies readonly ConsentPurpose[];

/** `open`: both required consents stand. `emergency`: Luật 91/2025 Đ19 k1 was recorded with its reason. `closed`: neither. */
export type ConsentGate = 'open' | 'emergency' | 'closed';

import type { ErrorCode } from '@diemcau/protocol';

/** What happened, and the one thing to do. What is safe is said by the place where it happened. */
export interface ErrorWords {
  happened: string;
  todo: string;
}

const retry = 'Hệ thống sẽ tự thử lại. Anh/chị cũng có thể bấm “Thử lại”.';
const askIt = 'Vui lòng báo bộ phận công nghệ thông tin của bệnh viện, kèm mã lỗi bên dưới.';
const signInAgain = 'Vui lòng đăng nhập lại vào phần mềm bệnh viện rồi mở lại trang này.';
const reload = 'Vui lòng tải lại trang. Nếu vẫn lỗi, báo bộ phận công nghệ thông tin, kèm mã lỗi bên dưới.';

const words = {
  codes: {
    'network/unreachable': { happened: 'Không kết nối được với máy chủ hội chẩn.', todo: retry },
    'network/timeout': { happened: 'Máy chủ hội chẩn trả lời quá lâu.', todo: retry },
    'network/aborted': { happened: 'Thao tác đã dừng giữa chừng.', todo: 'Nếu vẫn cần, vui lòng thực hiện lại.' },
    'network/unknown-gateway': { happened: 'Địa chỉ đã khai báo không phải là máy chủ hội chẩn.', todo: askIt },
    'network/directory-unverified': {
      happened: 'Danh bạ điểm cầu không mang chữ ký của mạng lưới đã khai báo.',
      todo: `Không tiếp tục để bảo vệ người bệnh. ${askIt}`,
    },
    'network/directory-expired': { happened: 'Danh bạ điểm cầu đã quá hạn.', todo: retry },
    'network/site-unknown': { happened: 'Cơ sở này chưa có trong danh bạ điểm cầu.', todo: askIt },
    'network/insecure-context': {
      happened: 'Trang này mở bằng http nên trình duyệt không cho ký, mã hóa và dùng camera.',
      todo: 'Bấm “Mở cửa sổ bảo mật” để tiếp tục trong cửa sổ https của máy chủ hội chẩn.',
    },
    'network/unsupported-browser': {
      happened: 'Trình duyệt này quá cũ.',
      todo: 'Vui lòng dùng Chrome, Edge hoặc Cốc Cốc từ phiên bản 109, hoặc Firefox bản mới.',
    },
    'network/protocol-version': { happened: 'Phiên bản của trang và của máy chủ hội chẩn không khớp.', todo: reload },
    'network/response-malformed': { happened: 'Máy chủ hội chẩn trả lời không đúng khuôn dạng.', todo: retry },
    'network/rate-limited': {
      happened: 'Có quá nhiều yêu cầu trong thời gian ngắn.',
      todo: 'Vui lòng đợi ít phút rồi thử lại.',
    },
    'network/draining': { happened: 'Máy chủ hội chẩn đang khởi động lại.', todo: retry },
    'auth/token-provider-failed': { happened: 'Phần mềm bệnh viện chưa cấp được quyền vào hội chẩn.', todo: retry },
    'auth/token-missing': { happened: 'Phiên làm việc chưa có quyền vào hội chẩn.', todo: signInAgain },
    'auth/token-malformed': { happened: 'Phần mềm bệnh viện cấp quyền sai khuôn dạng.', todo: askIt },
    'auth/token-expired': { happened: 'Phiên làm việc đã hết hạn.', todo: signInAgain },
    'auth/token-signature': { happened: 'Chữ ký của bệnh viện trên quyền truy cập không đúng.', todo: askIt },
    'auth/token-audience': { happened: 'Quyền truy cập được cấp cho một máy chủ khác.', todo: askIt },
    'auth/token-replaced-subject': { happened: 'Người dùng khác vừa đăng nhập trên máy này.', todo: signInAgain },
    'auth/token-refused': {
      happened: 'Phần mềm bệnh viện hoặc máy chủ hội chẩn từ chối quyền truy cập.',
      todo: signInAgain,
    },
    'auth/key-mismatch': { happened: 'Khóa của trình duyệt không khớp với quyền truy cập.', todo: signInAgain },
    'auth/proof-malformed': { happened: 'Bằng chứng khóa của trình duyệt không hợp lệ.', todo: reload },
    'auth/proof-nonce': { happened: 'Máy chủ yêu cầu xác nhận lại khóa của trình duyệt.', todo: retry },
    'auth/proof-replayed': { happened: 'Một yêu cầu bị gửi trùng nên máy chủ đã từ chối.', todo: reload },
    'auth/origin-refused': { happened: 'Địa chỉ trang này chưa được bệnh viện đăng ký.', todo: askIt },
    'auth/scope-missing': {
      happened: 'Tài khoản chưa được phân quyền cho việc này.',
      todo: 'Vui lòng liên hệ người phân quyền của bệnh viện.',
    },
    'auth/signed-out': { happened: 'Anh/chị đã đăng xuất.', todo: signInAgain },
    'request/not-found': {
      happened: 'Không tìm thấy, hoặc không còn quyền xem.',
      todo: 'Vui lòng kiểm tra lại ca đã chọn.',
    },
    'request/invalid': { happened: 'Nội dung gửi chưa hợp lệ.', todo: 'Vui lòng kiểm tra các mục đã nhập.' },
    'request/too-large': {
      happened: 'Nội dung gửi quá lớn.',
      todo: 'Vui lòng bớt tệp đính kèm hoặc chia thành nhiều lần.',
    },
    'request/method-not-allowed': { happened: 'Thao tác này không được phép.', todo: askIt },
    'request/idempotency-conflict': { happened: 'Yêu cầu này đã được gửi trước đó với nội dung khác.', todo: reload },
    'request/version-conflict': {
      happened: 'Người khác vừa thay đổi nội dung này.',
      todo: 'Vui lòng xem bản mới rồi thực hiện lại.',
    },
    'request/personal-search-in-url': {
      happened: 'Cách tìm kiếm này làm lộ thông tin người bệnh nên bị từ chối.',
      todo: askIt,
    },
    'request/unsupported': { happened: 'Máy chủ hội chẩn chưa hỗ trợ thao tác này.', todo: askIt },
    'case/transition-refused': {
      happened: 'Ca đã chuyển sang trạng thái khác nên không thực hiện được.',
      todo: 'Vui lòng xem lại trạng thái mới của ca.',
    },
    'case/not-participant': {
      happened: 'Cơ sở của anh/chị không tham gia ca này.',
      todo: 'Vui lòng kiểm tra lại ca đã chọn.',
    },
    'case/role-missing': {
      happened: 'Vai trò của anh/chị trong ca không cho phép việc này.',
      todo: 'Vui lòng nhờ chủ tọa hoặc thư ký của ca.',
    },
    'consent/missing': {
      happened: 'Chưa có đồng ý của người bệnh hoặc người đại diện.',
      todo: 'Vui lòng lấy đồng ý trước, hoặc ghi căn cứ cấp cứu.',
    },
    'consent/withdrawn': {
      happened: 'Người bệnh hoặc người đại diện đã rút lại đồng ý.',
      todo: 'Việc chia sẻ đã dừng. Vui lòng trao đổi lại với người bệnh.',
    },
    'consent/already-decided': { happened: 'Mục đích này đã được quyết định.', todo: 'Vui lòng xem lại phiếu đồng ý.' },
    'record/malformed': { happened: 'Hồ sơ không đúng khuôn dạng FHIR.', todo: askIt },
    'record/malformed-xml': { happened: 'Tệp XML không đúng khuôn dạng.', todo: askIt },
    'record/doctype-refused': {
      happened: 'Tệp XML có khai báo DOCTYPE nên bị từ chối để bảo đảm an toàn.',
      todo: 'Vui lòng xuất lại tệp không có DOCTYPE.',
    },
    'record/too-large': { happened: 'Hồ sơ quá lớn.', todo: 'Vui lòng chọn khoảng thời gian ngắn hơn hoặc bớt tệp.' },
    'record/unsupported': {
      happened: 'Không nhận ra loại hồ sơ này.',
      todo: 'Hỗ trợ FHIR R4 (JSON) và XML giám định BHYT.',
    },
    'record/share-ended': {
      happened: 'Thời hạn xem hồ sơ đã hết.',
      todo: 'Nếu cần xem tiếp, vui lòng đề nghị cơ sở gửi chia sẻ lại.',
    },
    'record/not-shared': { happened: 'Hồ sơ chưa được chia sẻ.', todo: 'Hồ sơ sẽ hiện ra khi cơ sở gửi chia sẻ.' },
    'record/patient-conflict': {
      happened: 'Các nguồn hồ sơ là của những người bệnh khác nhau.',
      todo: 'Không ghép được: vui lòng kiểm tra người bệnh của từng nguồn (số định danh, họ tên, ngày sinh).',
    },
    'record/context-mismatch': {
      happened: 'Hồ sơ không thuộc người bệnh đang mở.',
      todo: 'Hồ sơ không được hiển thị. Vui lòng kiểm tra lại người bệnh.',
    },
    'record/image-malformed': {
      happened: 'Tệp ảnh bị hỏng hoặc không phải DICOM.',
      todo: 'Vui lòng đề nghị nơi gửi gửi lại ảnh, hoặc tải tệp về để mở bằng phần mềm khác.',
    },
    'record/image-unsupported': {
      happened: 'Kiểu nén hoặc kiểu ảnh này chưa giải mã được ở đây.',
      todo: 'Vui lòng xem bản do máy chủ dựng, hoặc tải tệp về để mở bằng phần mềm khác.',
    },
    'record/image-hung': {
      happened: 'Giải mã ảnh quá lâu nên đã dừng.',
      todo: 'Các ảnh khác vẫn xem được. Vui lòng thử lại hoặc xem bản do máy chủ dựng.',
    },
    'record/image-refused': {
      happened: 'Máy chủ ảnh từ chối cho xem.',
      todo: 'Vui lòng đăng nhập lại phần mềm bệnh viện hoặc báo bộ phận công nghệ thông tin.',
    },
    'consultation/not-open': { happened: 'Phiên hội chẩn chưa bắt đầu.', todo: 'Vui lòng bắt đầu hội chẩn từ ca này.' },
    'consultation/full': {
      happened: 'Phiên hội chẩn đã đủ điểm cầu.',
      todo: 'Vui lòng trao đổi bằng tin nhắn hoặc đợi một điểm cầu rời đi.',
    },
    'consultation/removed': {
      happened: 'Chủ tọa đã đưa anh/chị ra khỏi phiên.',
      todo: 'Nếu nhầm lẫn, vui lòng liên hệ chủ tọa.',
    },
    'consultation/elsewhere': {
      happened: 'Anh/chị đang dự phiên này ở cửa sổ khác.',
      todo: 'Vui lòng tiếp tục ở cửa sổ đó, hoặc rời phiên rồi vào lại tại đây.',
    },
    'rtc/permission-denied': {
      happened: 'Trình duyệt chưa cho phép dùng micro hoặc camera.',
      todo: 'Bấm biểu tượng ổ khóa cạnh địa chỉ trang, chọn “Cho phép”, rồi thử lại.',
    },
    'rtc/device-missing': {
      happened: 'Không tìm thấy micro hoặc camera.',
      todo: 'Vui lòng cắm thiết bị rồi thử lại. Anh/chị vẫn có thể nghe và nhắn tin.',
    },
    'rtc/device-in-use': {
      happened: 'Micro hoặc camera đang được chương trình khác dùng.',
      todo: 'Vui lòng đóng chương trình đó rồi thử lại.',
    },
    'rtc/policy-blocked': {
      happened: 'Trang của bệnh viện không cho phép dùng micro và camera trong khung này.',
      todo: askIt,
    },
    'rtc/unsupported': {
      happened: 'Trình duyệt này không gọi hình được.',
      todo: 'Vui lòng dùng Chrome, Edge hoặc Firefox bản mới. Anh/chị vẫn có thể nhắn tin và xem hồ sơ.',
    },
    'rtc/connection-failed': { happened: 'Không nối được đường truyền âm thanh, hình ảnh.', todo: retry },
    'rtc/fingerprint-mismatch': {
      happened: 'Không xác minh được người ở đầu bên kia nên đường truyền đã ngắt.',
      todo: `Không trao đổi về người bệnh trên đường này. ${askIt}`,
    },
    'rtc/room-full': {
      happened: 'Phiên hội chẩn đã đủ điểm cầu.',
      todo: 'Vui lòng trao đổi bằng tin nhắn hoặc đợi một điểm cầu rời đi.',
    },
    'rtc/closed': { happened: 'Phiên gọi đã đóng.', todo: 'Nếu cần, vui lòng vào lại phiên hội chẩn.' },
    'signature/invalid': { happened: 'Chữ ký không hợp lệ.', todo: `Không dùng văn bản này. ${askIt}` },
    'signature/foreign-key': {
      happened: 'Văn bản được ký bằng khóa không thuộc người ký.',
      todo: `Không dùng văn bản này. ${askIt}`,
    },
    'signature/replayed': { happened: 'Chữ ký này thuộc một văn bản khác.', todo: `Không dùng văn bản này. ${askIt}` },
    'signature/content-changed': {
      happened: 'Nội dung đã thay đổi sau khi ký.',
      todo: 'Vui lòng xem lại nội dung rồi ký lại.',
    },
    'minutes/incomplete': {
      happened: 'Biên bản còn thiếu mục bắt buộc.',
      todo: 'Vui lòng bổ sung các mục được đánh dấu.',
    },
    'minutes/version-conflict': {
      happened: 'Người khác vừa sửa biên bản.',
      todo: 'Vui lòng so sánh hai bản rồi chọn.',
    },
    'minutes/already-signed': { happened: 'Biên bản đã được ký.', todo: 'Nếu cần sửa, vui lòng lập bản sửa đổi.' },
    'offline/quota-exceeded': {
      happened: 'Ổ đĩa dành cho trình duyệt đã đầy, không lưu thêm được.',
      todo: 'Vui lòng giải phóng dung lượng máy. Không đóng trang này trước khi gửi xong.',
    },
    'offline/store-unavailable': {
      happened: 'Trình duyệt không cho lưu trên máy này (có thể đang ở chế độ ẩn danh).',
      todo: 'Vui lòng không đóng trang trước khi gửi xong, hoặc mở trang ở cửa sổ thường.',
    },
    'offline/store-locked': { happened: 'Nội dung lưu trên máy đang khóa.', todo: signInAgain },
    'internal/unexpected': { happened: 'Có lỗi ngoài dự kiến.', todo: reload },
    'internal/worker-failed': { happened: 'Bộ phận xử lý nền của trang đã dừng.', todo: reload },
  } satisfies Record<ErrorCode, ErrorWords>,
  code: 'Mã lỗi',
  retry: 'Thử lại',
  retryIn: (seconds: number) => `Tự thử lại sau ${seconds} giây.`,
};
export default words;

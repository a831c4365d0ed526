import type { ConsentText } from '../consent.types.js';

const version = '2026-11';

const sensitive =
  'Thông tin về sức khỏe là dữ liệu cá nhân nhạy cảm, được pháp luật bảo vệ đặc biệt. Vì vậy bệnh viện phải hỏi ý kiến ông/bà cho từng việc một.';
const processors =
  'Người giữ và chịu trách nhiệm về thông tin là bệnh viện đang điều trị cho ông/bà. Mạng lưới Điểm Cầu, do đơn vị vận hành có tên trên màn hình này quản lý, thay mặt bệnh viện chuyển và lưu thông tin trong thời gian hội chẩn.';
const rights =
  'Ông/bà có quyền hỏi thông tin nào đã được dùng, xin bản sao, yêu cầu sửa, yêu cầu xóa, khiếu nại, và rút lại sự đồng ý bất cứ lúc nào. Rút lại cũng dễ như đồng ý: chỉ cần nói với nhân viên y tế. Bệnh viện trả lời trong 2 ngày làm việc. Việc đã làm trước khi rút lại vẫn có giá trị.';
const careGoesOn = 'Nếu ông/bà không đồng ý, ông/bà vẫn được khám và chữa bệnh như bình thường.';

/** Lời hỏi ý kiến, mỗi mục đích một lời, để người không làm nghề y cũng hiểu. */
const texts: readonly ConsentText[] = [
  {
    purpose: 'teleconsultation',
    version,
    title: 'Hội chẩn từ xa với bác sĩ tuyến trên',
    paragraphs: [
      'Bác sĩ ở đây muốn hỏi ý kiến bác sĩ của bệnh viện tuyến trên về bệnh của ông/bà, qua màn hình, có hình và tiếng. Tên các bệnh viện được mời ghi ngay trên màn hình này.',
      'Khi hội chẩn, các bác sĩ nghe kể bệnh, nhìn thấy ông/bà nếu máy quay được bật, và trao đổi với nhau. Bác sĩ ở đây vẫn là người chịu trách nhiệm điều trị cho ông/bà.',
      sensitive,
      processors,
      rights,
      'Nếu ông/bà không đồng ý, bác sĩ ở đây vẫn chữa cho ông/bà, hoặc chuyển ông/bà lên tuyến trên khi cần.',
    ],
  },
  {
    purpose: 'record-share',
    version,
    title: 'Gửi hồ sơ bệnh án và hình ảnh cho bác sĩ tuyến trên xem',
    paragraphs: [
      'Để cho ý kiến đúng, bác sĩ tuyến trên cần xem hồ sơ của ông/bà: bệnh đã mắc, dị ứng, thuốc đang dùng, kết quả xét nghiệm, phim chụp và hình ảnh.',
      'Chỉ những bệnh viện được mời vào ca này mới xem được. Họ xem được trong lúc hội chẩn và đến hết 24 giờ sau khi hội chẩn hoàn tất, rồi không xem được nữa. Mỗi lần có người mở xem đều được ghi lại.',
      'Ông/bà có thể yêu cầu giữ lại, không gửi đi, những phần mà ông/bà không muốn cho xem. Bác sĩ tuyến trên chỉ biết rằng phần đó được giữ lại.',
      sensitive,
      processors,
      rights,
      careGoesOn,
    ],
  },
  {
    purpose: 'recording',
    version,
    title: 'Ghi âm, ghi hình buổi hội chẩn',
    paragraphs: [
      'Bệnh viện có thể ghi lại tiếng nói và hình ảnh của buổi hội chẩn để lưu cùng hồ sơ bệnh án. Chỉ bắt đầu ghi khi ông/bà đã đồng ý, và màn hình luôn báo rõ khi đang ghi.',
      'Bản ghi được giữ theo thời hạn lưu hồ sơ bệnh án mà pháp luật quy định, và chỉ người có quyền xem hồ sơ mới được xem.',
      sensitive,
      processors,
      rights,
      'Nếu ông/bà không đồng ý, buổi hội chẩn vẫn diễn ra, chỉ là không ghi lại.',
    ],
  },
  {
    purpose: 'teaching',
    version,
    title: 'Dùng cho đào tạo và nghiên cứu',
    paragraphs: [
      'Ca bệnh của ông/bà có thể giúp bác sĩ khác học hỏi. Trước khi dùng, tên, địa chỉ, số giấy tờ và mặt của ông/bà được bỏ đi để không ai nhận ra.',
      'Thông tin chỉ dùng để dạy học và nghiên cứu trong ngành y, không bán và không dùng để quảng cáo.',
      sensitive,
      processors,
      rights,
      careGoesOn,
    ],
  },
  {
    purpose: 'ai-support',
    version,
    title: 'Dùng máy tính (trí tuệ nhân tạo) hỗ trợ bác sĩ',
    paragraphs: [
      'Bác sĩ có thể dùng phần mềm trí tuệ nhân tạo để đọc phim hoặc tóm tắt hồ sơ. Phần mềm chỉ gợi ý; bác sĩ là người quyết định, và kết quả do máy đưa ra luôn được ghi rõ là của máy.',
      'Thông tin của ông/bà không được dùng để huấn luyện phần mềm.',
      sensitive,
      processors,
      rights,
      careGoesOn,
    ],
  },
];

export default texts;

/** Formats of pictures that every browser reads, for the file dialog. */
export const acceptedPictures = "image/jpeg,image/png,image/webp,image/gif,image/avif,image/bmp";

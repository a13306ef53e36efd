/** The golden eagle. */
export function Mark({ size = 30 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <path fill="#D9AE57" d="M2 8.5 14.2 13 16 10.4 17.8 13 30 8.500C28.6 14.6 24.8 18.6 19.8 19.600L16 27l-3.8-7.400C7.2 18.6 3.4 14.6 2 8.500Z" />
      <path fill="#101D33" d="M16 13.600l2.2 3.600L16 22.400l-2.2-5.200L16 13.600Z" />
    </svg>
  );
}
